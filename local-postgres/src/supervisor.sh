# Runs a server and ends it when standard input closes, which it does when the parent is gone, however it ended.
# Arguments: the folder to remove afterwards, a second one, then the server's command line.
# Standard output is the folder's locked lock file, held as long as this script lives; standard error is the log.
trap '' HUP INT TERM
home=$1
sockets=$2
shift 2
exec 3<&0 </dev/null
"$@" 3<&- >&2 &
server=$!
(
    pause=
    trap 'test -z "$pause" || kill "$pause"; exit 0' USR1
    read -r _ <&3
    # The data is thrown away: an immediate shutdown needs no checkpoint. Again and again, because a signal that
    # comes before the server listens for it is lost.
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        # Gone and reaped: by the script below, or by another process because the script was killed.
        kill -QUIT "$server" || { rm -rf "$home" "$sockets"; exit 0; }
        sleep 1 &
        pause=$!
        wait "$pause"
    done
    kill -KILL "$server"
) >/dev/null 2>&1 &
watcher=$!
wait "$server"
status=$?
kill -USR1 "$watcher" 2>/dev/null
wait "$watcher" 2>/dev/null
rm -rf "$home" "$sockets"
exit "$status"
