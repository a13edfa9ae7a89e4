# SPDX-License-Identifier: MIT
# Completion of offswitch for bash. What there is, the program's own help says.

_offswitch_commands()
{
    offswitch help 2>/dev/null | sed -n 's/^  \([a-z]*\) .*/\1/p'
}

_offswitch_browsers()
{
    sed -n 's/^ *"id": "\(.*\)",$/\1/p' "$(dirname "$(command -v offswitch)")/../share/offswitch/browsers.json" 2>/dev/null
}

# The options and the words that a command takes, from its usage and the lines that explain them.
_offswitch_words()
{
    offswitch help "$1" 2>/dev/null | sed -nE '/^(usage:|  )/{s/[^a-z-]--/ --/g;p}; /^ {7}offswitch/p' |
        grep -oE -e '--[a-z-]+|^  [a-z]{3,}|(usage: |  )offswitch [a-z]+ [a-z|]+' | sed -E "s/.*offswitch $1 //; s/[| ]+/\n/g"
    echo --help
}

_offswitch()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words=
    COMPREPLY=()
    case $before in
    --page | --output | --html | import | export) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --directory | --user-data-dir | check) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    --state) words="on off mixed unknown" ;;
    --role) words="switch checkbox radiogroup combobox listbox button link" ;;
    --browser) words=$(_offswitch_browsers) ;;
    store) words="keyring file" ;;
    region) words="none" ;;
    *)
        if [ "$COMP_CWORD" -eq 1 ]; then
            words="$(_offswitch_commands) help --help --version"
        elif [ "${COMP_WORDS[1]}" = help ]; then
            words=$(_offswitch_commands)
        else
            words=$(_offswitch_words "${COMP_WORDS[1]}")
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}

complete -F _offswitch offswitch
