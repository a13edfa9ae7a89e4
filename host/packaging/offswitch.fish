# SPDX-License-Identifier: MIT
# Completion of offswitch for fish. What there is, the program's own help says.

function __offswitch_commands
    offswitch help 2>/dev/null | string replace -rf '^  ([a-z]+) +(.*)' '$1\t$2'
end

function __offswitch_options
    offswitch help (commandline -opc)[2] 2>/dev/null | string match -ra -- '--[a-z-]+' | sort -u
end

function __offswitch_has
    contains -- $argv[1] (__offswitch_options)
end

function __offswitch_browsers
    string replace -rf '^ *"id": "(.*)",$' '$1' <(dirname (command -s offswitch))/../share/offswitch/browsers.json
end

complete -c offswitch -f
complete -c offswitch -n __fish_use_subcommand -a '(__offswitch_commands) help'
complete -c offswitch -n '__fish_seen_subcommand_from help' -a '(__offswitch_commands)'
complete -c offswitch -n 'not __fish_use_subcommand; and string match -q -- "-*" (commandline -ct)' -a '(__offswitch_options)'
complete -c offswitch -n '__offswitch_has --browser' -l browser -x -a '(__offswitch_browsers)'
complete -c offswitch -n '__offswitch_has --state' -l state -x -a 'on off mixed unknown'
complete -c offswitch -n '__offswitch_has --role' -l role -x -a 'switch checkbox radiogroup combobox listbox button link'
complete -c offswitch -n '__offswitch_has --page' -l page -r -F
complete -c offswitch -n '__offswitch_has --output' -l output -r -F
complete -c offswitch -n '__offswitch_has --html' -l html -r -F
complete -c offswitch -n '__offswitch_has --directory' -l directory -x -a '(__fish_complete_directories)'
complete -c offswitch -n '__offswitch_has --user-data-dir' -l user-data-dir -x -a '(__fish_complete_directories)'
