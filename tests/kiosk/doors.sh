#!/usr/bin/env bash
# Tries every chord by which a terminal might open a door out of the kiosk, in real terminals with the files that
# `fivegaps kiosk-setup` prints. Needs no network and no screen, but Xvfb, xdotool, xwininfo, import (ImageMagick)
# and at least one of xterm, kitty, alacritty.
#
#   cargo build && tests/kiosk/doors.sh [PROGRAM] [TERMINAL ...]
#
# After each chord there must be one window, no process but the terminal and the program, and at the end a kiosk
# that still answers: a press of 1 changes the picture. foot needs a Wayland compositor and is tried by hand on the
# machine (see kiosk-setup --print foot). Exit: 0 every door is closed, 1 one is open, 2 something is missing.
set -euo pipefail

program=$(realpath "${1:-target/debug/fivegaps}")
shift || true
terminals=("$@")
[ ${#terminals[@]} -gt 0 ] || terminals=(xterm kitty alacritty)
for tool in Xvfb xdotool xwininfo import; do
    command -v "$tool" >/dev/null || { echo "doors.sh: $tool is missing" >&2; exit 2; }
done

work=$(mktemp -d)
chmod 700 "$work"
export XDG_RUNTIME_DIR=$work HOME=$work LIBGL_ALWAYS_SOFTWARE=1
display=:$((100 + RANDOM % 800))
Xvfb "$display" -screen 0 1280x960x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
export DISPLAY=$display
for _ in $(seq 50); do xwininfo -root >/dev/null 2>&1 && break; sleep 0.1; done

# Chords that some version of some terminal, or its toolkit, keeps for itself.
chords=(
    ctrl+shift+n ctrl+shift+t ctrl+shift+Return ctrl+shift+w ctrl+shift+q ctrl+shift+r ctrl+shift+o ctrl+shift+u
    ctrl+shift+c ctrl+shift+v ctrl+shift+f ctrl+shift+b ctrl+shift+e ctrl+shift+g ctrl+shift+h ctrl+shift+z
    ctrl+shift+space ctrl+shift+Escape ctrl+shift+Delete ctrl+shift+F2 ctrl+shift+F5 ctrl+shift+F6 ctrl+shift+F11
    ctrl+shift+equal ctrl+shift+minus ctrl+shift+BackSpace ctrl+plus ctrl+minus ctrl+0
    shift+Insert shift+Prior shift+Next shift+Home shift+End alt+Return alt+F4 super Menu Print
    ctrl+c ctrl+z ctrl+backslash ctrl+d ctrl+s ctrl+q Escape F1 F3 F4 F5 F6 F7 F8 F9 F10 F11
)
clicks=(ctrl:1 ctrl:2 ctrl:3 shift:1 shift:2 shift:3 :2 :3)

windows() { xdotool search --onlyvisible --name '' 2>/dev/null | while read -r id; do
    # Windows that the toolkit keeps to itself are a few pixels wide; a menu or a second terminal is not.
    xwininfo -id "$id" 2>/dev/null | awk -v root="$root" '/Window id/{id=$4} /Width/{w=$2} /Height/{h=$2} END{if (w>40 && h>20) print id}'
done | sort -u | wc -l; }

family() { # every process below the terminal, by name
    local todo=("$1") id child
    while [ ${#todo[@]} -gt 0 ]; do
        id=${todo[0]}; todo=("${todo[@]:1}")
        for child in $(cat "/proc/$id/task/"*"/children" 2>/dev/null); do
            tr '\0' ' ' <"/proc/$child/comm" | tr -d '\n'; echo
            todo+=("$child")
        done
    done | sort -u | paste -sd' '
}

failed=0
for terminal in "${terminals[@]}"; do
    command -v "$terminal" >/dev/null || { echo "skipped $terminal: it is not installed"; continue; }
    if [ "$terminal" = alacritty ] && ! alacritty --version | grep -qE ' (0\.1[3-9]|0\.[2-9]|[1-9])'; then
        echo "skipped $terminal: $(alacritty --version) does not read the file, which is for 0.13 or later"
        continue
    fi
    data=$work/$terminal
    kiosk=("$program" --data "$data" kiosk store --short --no-pin)
    "$program" kiosk-setup --print "$terminal" >"$work/$terminal.conf"
    case $terminal in
        xterm) XENVIRONMENT=$work/xterm.conf xterm -e "${kiosk[@]}" & ;;
        kitty) kitty --config "$work/kitty.conf" -o remember_window_size=no -o initial_window_width=1200 -o initial_window_height=900 "${kiosk[@]}" & ;;
        alacritty) alacritty --config-file "$work/alacritty.conf" -e "${kiosk[@]}" & ;;
        *) echo "doors.sh: $terminal is not among xterm, kitty, alacritty" >&2; exit 2 ;;
    esac >"$work/$terminal.log" 2>&1
    pid=$!
    window=
    for _ in $(seq 100); do
        window=$(xdotool search --onlyvisible --pid "$pid" 2>/dev/null | tail -n 1 || true)
        [ -z "$window" ] || [ -z "$(family "$pid")" ] || break
        sleep 0.1
    done
    if [ -z "$window" ]; then
        # Some terminals do not tell which process a window belongs to.
        window=$(xdotool search --onlyvisible --name '' | tail -n 1)
    fi
    root=$(xdotool search --maxdepth 0 '' 2>/dev/null | head -n 1 || true)
    sleep 2
    xdotool windowfocus "$window" || true
    before=$(windows) kin=$(family "$pid")
    open=0
    look() { # what was tried
        sleep 0.15
        local now kin_now
        if ! kill -0 "$pid" 2>/dev/null; then echo "OPEN  $terminal  $1: the terminal has ended"; open=1; return; fi
        now=$(windows) kin_now=$(family "$pid")
        if [ "$now" != "$before" ]; then echo "OPEN  $terminal  $1: $now windows, not $before"; open=1; fi
        if [ "$kin_now" != "$kin" ]; then echo "OPEN  $terminal  $1: processes $kin_now, not $kin"; open=1; fi
        xdotool key Escape || true
    }
    for chord in "${chords[@]}"; do
        xdotool key "$chord" || true
        look "$chord"
    done
    for click in "${clicks[@]}"; do
        key=${click%%:*} button=${click##*:}
        xdotool mousemove 600 500
        [ -z "$key" ] || xdotool keydown "$key"
        xdotool mousedown "$button"
        look "$key+button $button"
        xdotool mouseup "$button"
        [ -z "$key" ] || xdotool keyup "$key"
    done
    import -window root "$work/before.png"
    xdotool key 1; sleep 1
    import -window root "$work/after.png"
    if cmp -s "$work/before.png" "$work/after.png"; then
        echo "OPEN  $terminal  the kiosk does not answer any more"; open=1
    fi
    [ -z "${DOORS_PICTURES:-}" ] || cp "$work/after.png" "$DOORS_PICTURES/$terminal.png"
    [ $open = 0 ] && echo "closed  $terminal  ${#chords[@]} chords, ${#clicks[@]} clicks; processes: $kin"
    [ $open = 0 ] || failed=1
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
done
exit $failed
