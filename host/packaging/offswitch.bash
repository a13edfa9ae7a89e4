# SPDX-License-Identifier: MIT
# Completion of offswitch for bash.

_offswitch()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} words=
    local commands="match choices report unlock forget upcoming config catalog register unregister status doctor help"
    COMPREPLY=()
    case $before in
    --page | --output | --html | import) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --directory | check) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    --state) words="on off mixed unknown" ;;
    --role) words="switch checkbox radiogroup combobox listbox button link" ;;
    --browser) words="chrome chrome-beta chrome-unstable chromium edge brave vivaldi opera firefox librewolf waterfox floorp" ;;
    store) words="keyring file" ;;
    region) words="none" ;;
    *)
        case $command in
        match) words="--control --state --role --labelledby --id --testid --group --page --lang --host --json --help" ;;
        choices) words="export import --site --json --help" ;;
        report) words="--site --json --html --help" ;;
        unlock) words="--json --help" ;;
        forget) words="--site --all --json --help" ;;
        upcoming) words="--since --region --json --help" ;;
        config) words="store region --json --help" ;;
        catalog) words="list show stale new check compile --within --host --directory --output --system --json --help" ;;
        register) words="--browser --system --extension-id --dry-run --json --help" ;;
        unregister) words="--browser --system --dry-run --json --help" ;;
        status) words="--browser --json --help" ;;
        doctor) words="--json --help" ;;
        help) words=$commands ;;
        esac
        ;;
    esac
    [ "$COMP_CWORD" -eq 1 ] && words="$commands --help --version"
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}

complete -F _offswitch offswitch
