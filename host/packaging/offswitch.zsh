#compdef offswitch
# SPDX-License-Identifier: MIT
# Completion of offswitch for zsh. What there is, the program's own help says.

_offswitch() {
    local -a commands options
    if (( CURRENT == 2 )) || [[ ${words[2]} == help ]]; then
        commands=(${(f)"$(offswitch help 2>/dev/null | sed -nE 's/^  ([a-z]+) +(.*)/\1:\2/p')"} 'help:explain a command')
        _describe command commands
        return
    fi
    case ${words[CURRENT - 1]} in
    --page | --output | --html | import | export) _files ;;
    --directory | --user-data-dir | check) _directories ;;
    --state) compadd on off mixed unknown ;;
    --role) compadd switch checkbox radiogroup combobox listbox button link ;;
    --browser) compadd -- $(sed -n 's/^ *"id": "\(.*\)",$/\1/p' ${$(command -v offswitch):h:h}/share/offswitch/browsers.json 2>/dev/null) ;;
    store) compadd keyring file ;;
    *)
        options=(${(f)"$(offswitch help ${words[2]} 2>/dev/null | grep -oE -e '--[a-z-]+' | sort -u)"} --help)
        compadd -- $options
        ;;
    esac
}

_offswitch "$@"
