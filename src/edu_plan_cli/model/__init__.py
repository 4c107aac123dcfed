"""Third stage: the checked model. A plan and its reports as strict, typed, frozen values that know their places."""
