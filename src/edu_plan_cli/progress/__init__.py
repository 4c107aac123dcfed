"""Fifth stage: all reports up to a quarter, merged into one history for each target. Order of files changes nothing."""
