"""What commands have in common: argv → options, context and the words for what went wrong. Only here and in commands is Typer known."""
