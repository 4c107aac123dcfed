"""The command line: parse options, call one function, choose a presenter, return an exit code. One file a command."""
