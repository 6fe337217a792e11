#!/bin/sh
# Keys: made, confirmed here or away from the host, and every way in which they go wrong.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/app/lib.sh"

printf 'correct horse battery staple\n' >pass
printf 'another passphrase altogether\n' >wrong
run key new team.key --passphrase-file pass
exits 0 "a pair is made"
is "$(stat -c %a team.key)" 600 "the secret half is for its owner alone"
[ -s team.key.pub ]
ok "$?" "the public half lies beside it"
grep -qF 'correct horse' team.key team.key.pub
is "$?" 1 "the passphrase is in neither"
before=$(cat team.key team.key.pub)
run key new team.key --passphrase-file pass
exits 73 "a key is never written over"
is "$(cat team.key team.key.pub)" "$before" "and stays as it was"
: >half.key.pub
run key new half.key --passphrase-file pass
exits 73 "nor is a public half"
[ ! -e half.key ]
ok "$?" "and no half of a pair is left"
: >empty
run key new e.key --passphrase-file empty
exits 65 "an empty passphrase"
head -c 2000 /dev/zero | tr '\0' x >long
run key new e.key --passphrase-file long
exits 65 "a passphrase too long to be kept whole"
run key new e.key --passphrase-file nowhere
exits 66 "a passphrase file that is missing"
if [ -t 0 ] || (: </dev/tty) 2>/dev/null; then
	skip "there is a terminal here, which would be asked"
else
	run key new e.key
	exits 64 "no passphrase and no terminal"
	says "give --passphrase-file FILE, or run this on a terminal" "says what to do"
fi
run key new e.key --passphrase secret
exits 64 "a passphrase is never an option"

run key new "" --passphrase-file pass
exits 64 "a key needs a name"

make_workspace ws
make_keys recovery.key
write_pulse
run -C ws survey open pulse.yaml --wave a --to team.key.pub --to recovery.key.pub --expected 99 \
	--canary canary.txt
exits 0 "a survey with two recipients"
is "$(cat out)" "pulse@a" "prints its name and nothing else"
before=$(cat team.key)
run -C ws survey open pulse.yaml --wave over --to team.key.pub --expected 99 --canary team.key
exits 73 "a canary is never written over a key"
is "$(cat team.key)" "$before" "which stays as it was"
"$canvass" -C ws survey list | grep -q 'pulse@over'
is "$?" 1 "and no survey is opened"
run -C ws key confirm pulse@a --key team.key --passphrase-file wrong
exits 77 "a wrong passphrase"
head -c 100 team.key >short.key
run -C ws key confirm pulse@a --key short.key --passphrase-file pass
exits 65 "a key file cut short"
says "short.key" "is named"
sed 's/^sealed A/sealed B/; t; s/^sealed ./sealed A/' team.key >bent.key
run -C ws key confirm pulse@a --key bent.key --passphrase-file pass
exits 65 "a damaged key file"
run -C ws key confirm pulse@a --key pulse.yaml --passphrase-file pass
exits 65 "a file that is no key"
run -C ws key confirm pulse@a --key team.key.pub --passphrase-file pass
exits 65 "the public half in place of the secret one"
run -C ws key confirm pulse@a --key nowhere.key --passphrase-file pass
exits 66 "a key file that is missing"
make_keys other.key
run -C ws key confirm pulse@a --key other.key --passphrase-file pass
exits 65 "somebody else's key"
says "is no recipient of pulse@a" "is told so"
run -C ws key confirm pulse@none --key team.key --passphrase-file pass
exits 66 "no such survey"
run -C ws key confirm --key team.key --passphrase-file pass
exits 64 "no survey named"

run -C ws submit pulse@a /dev/null
exits 75 "a waiting survey takes no answers yet"
run -C ws key confirm pulse@a --key team.key --passphrase-file pass
exits 0 "the first key works"
says "waits for 1 more" "one is missing"
"$canvass" -C ws survey list | grep -q 'waiting.*1 of 2 keys'
ok "$?" "and the survey waits"

# Away from the host: no workspace there, a file carried each way.
mkdir away
cp canary.txt recovery.key team.key other.key pass away/
cd away || exit 99
"$canvass" key confirm --from canary.txt --key recovery.key --passphrase-file pass -o receipt.txt \
	2>"$work/err"
is "$?" 0 "the canary is opened elsewhere"
"$canvass" key confirm --from canary.txt --key other.key --passphrase-file pass -o no.txt 2>"$work/err"
is "$?" 65 "a key that it is not for"
[ ! -e no.txt ]
ok "$?" "gives no receipt"
before=$(cat recovery.key receipt.txt)
for there in recovery.key receipt.txt; do
	"$canvass" key confirm --from canary.txt --key recovery.key --passphrase-file pass -o "$there" \
		2>"$work/err"
	is "$?" 73 "a receipt is never written over $there"
done
is "$(cat recovery.key receipt.txt)" "$before" "and both stay as they were"
sed 's/^\(recipient [^ ]* .\{20\}\)A/\1B/; t; s/^\(recipient [^ ]* .\{20\}\)./\1A/' canary.txt >bent.txt
"$canvass" key confirm --from bent.txt --key recovery.key --passphrase-file pass -o no.txt 2>"$work/err"
is "$?" 65 "a damaged canary"
cd "$work" || exit 99
sed 's/^survey .*/survey pulse@b/' away/receipt.txt >foreign.txt
run -C ws key confirm pulse@a --receipt foreign.txt
exits 65 "a receipt of another survey"
sed 's/^\(recipient [^ ]* .\{8\}\)A/\1B/; t; s/^\(recipient [^ ]* .\{8\}\)./\1A/' away/receipt.txt >forged.txt
run -C ws key confirm pulse@a --receipt forged.txt
exits 65 "a forged receipt"
head -c 60 away/receipt.txt >cut.txt
run -C ws key confirm pulse@a --receipt cut.txt
exits 65 "a receipt cut short"
"$canvass" -C ws survey list | grep -q 'waiting.*1 of 2 keys'
ok "$?" "none of them opened it"
run -C ws key confirm pulse@a --receipt away/receipt.txt
exits 0 "the true one does"
"$canvass" -C ws survey list | grep -q 'open.*2 of 2 keys'
ok "$?" "the last key opens the survey"
run -C ws key confirm pulse@a --key team.key --passphrase-file pass
exits 0 "confirming again does no harm"

# On a terminal: asked twice, never shown, and Ctrl-C leaves the terminal as it was.
cat >talk.py <<'EOT'
import os, pty, select, signal, sys, termios, time
def talk(turns):
    pid, fd = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(os.environ["canvass"], ["canvass", "key", "new", sys.argv[1]])
    seen, until = b"", time.time() + 60
    while time.time() < until:
        if not select.select([fd], [], [], 0.1)[0]:
            continue
        try:
            piece = os.read(fd, 1000)
        except OSError:
            break
        if not piece:
            break
        seen += piece
        if turns and seen.endswith(turns[0][0]):
            os.write(fd, turns.pop(0)[1])
    status = os.waitpid(pid, 0)[1]
    print(os.waitstatus_to_exitcode(status), b"ladders" in seen)
what = [(b"New passphrase: ", b"nine green ladders\n"), (b"once more: ", sys.argv[2].encode() + b"\n")]
talk([(what[0][0], b"nine\x03")] if sys.argv[2] == "stop" else what)
EOT
if python3 -c 'import pty; pty.openpty()' 2>/dev/null; then
	is "$(python3 talk.py tty.key 'nine green ladders')" "0 False" "asked twice, never echoed"
	run -C ws survey open pulse.yaml --wave tty --to tty.key.pub --expected 99
	printf 'nine green ladders\n' >ladders
	run -C ws key confirm pulse@tty --key tty.key --passphrase-file ladders
	exits 0 "what was typed is the passphrase"
	is "$(python3 talk.py two.key 'nine red ladders')" "65 False" "two that differ make no key"
	is "$(python3 talk.py stop.key stop)" "-2 False" "Ctrl-C ends it"
	[ ! -e two.key ] && [ ! -e stop.key ]
	ok "$?" "and leaves nothing"
else
	skip "no terminal to be had (python3, /dev/pts)"
fi

tap_done
