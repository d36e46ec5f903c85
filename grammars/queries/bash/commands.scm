; Every simple command of a script, wherever it stands: its name and its arguments.
(command name: (command_name) @name) @command
