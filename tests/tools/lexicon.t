#!/bin/sh
# tools/lexicon: word lists become a table; a list that is not there is told, and odd lines in one
# break nothing.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/tools/compile.sh"
lexicon=$TOP_SRCDIR/tools/lexicon
root=$work/root
LEXICON_ROOT=$root
export LEXICON_ROOT

# A small world: the lists that the tool reads, with few words; numbered ones, for it wants many.
dict=$root/usr/share/dict
mkdir -p "$dict/scowl" "$root/usr/share/perl5/Text" "$root/usr/share/locale/en/LC_MESSAGES" \
	"$root/usr/share/iso-codes/json" "$work/words" "$work/answer"
many() {
	"${AWK:-awk}" 'BEGIN {
		for (i = 0; i < 110000; i++) {
			word = ""
			for (n = i + 100; n; n = int(n / 26))
				word = word sprintf("%c", 97 + n % 26)
			print "zz" word
		}
	}'
}
fill() {
	{
		many
		printf "cat\ncat's\nwell-known\nnice\n\303\251lan\nFelix\nNice\nO'Hara\n"
		printf 'naughty\\n"quoted"\nx\nhas digits9\n%%s%%n\n\n'
		printf 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk\n'
	} >"$dict/british-english"
	printf 'cat\nnice\nnai\357ve\n' >"$dict/scowl/english-words.35"
	printf 'Rex\n' >"$dict/scowl/english-upper.50"
	printf 'Felix\nRex\n' >"$dict/scowl/english-proper-names.50"
	printf 'Felix\nTom\n' | gzip >"$dict/propernames.gz"
	# shellcheck disable=SC2016 # the dollars are Perl's
	for kind in MALE_FIRSTNAMES FEMALE_FIRSTNAMES SURNAMES; do
		printf '$COMMON_%s = "\n%s 1.2 3.4 1\n";\n' "$kind" "$kind" |
			sed 's/ = "\n//; s/^MALE_FIRSTNAMES/TOM/; s/^FEMALE_FIRSTNAMES/ANNA/; s/^SURNAMES/CATT/'
	done >"$root/usr/share/perl5/Text/Names.pm"
	printf 'Aachen\0Aix\0New Town\0BP\0Bad\tTab\0Nice\0' \
		>"$root/usr/share/locale/en/LC_MESSAGES/geonames.mo"
	printf '      "name": "Erewhon",\n' | tee "$root/usr/share/iso-codes/json/iso_3166-1.json" \
		>"$root/usr/share/iso-codes/json/iso_3166-2.json"
	rm -f "$work/words"/*
	printf '# a comment\n\nsgt\nstaff sergeant\n' >"$work/words/rank.words"
}
fill

cp "$TOP_SRCDIR/src/answer/redact_internal.h" "$TOP_SRCDIR/src/answer/redact.h" "$work/answer"
make_table() {
	sh "$lexicon" "$work/answer/redact_internal.h" "$work/words" >"$work/table.c" 2>"$work/said"
}

make_table
ok "$?" "small lists make a table"
note "$(cat "$work/said")"
cat >"$work/main.c" <<'EOF'
#include <stdio.h>
#include <string.h>
#include "answer/redact_internal.h"
int main(void)
{
	char line[300];

	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		printf("%s:%x ", line, lexicon_find(line, strlen(line)));
	}
	return 0;
}
EOF
compile "$work/table.c" "$work/main.c" "$TOP_SRCDIR/src/answer/redact_lexicon.c"
ok "$?" "which compiles without warnings"

# word 1, common 2, proper 8, forename 10, surname 20, place 40, begins 100, rank 200
asked='cat felix nice élan well_known well rex tom anna catt aachen new_town new erewhon sgt staff_sergeant staff'
want='cat:3 felix:18 nice:4b élan:1 well known:1 well:100 rex:8 tom:10 anna:10 catt:20 aachen:40 new town:40 new:100 erewhon:40 sgt:200 staff sergeant:200 staff:100 '
is "$(printf '%s\n' "$asked" | tr ' _' '\n ' | "$work/program")" "$want" "each word has its flags"

want="cat's:0 bp:0 x:0 aix:0 bad tab:0 naughty\\n\"quoted\":0 naughty:0 %s%n:0 digits9:0 # a comment:0 a comment:0 Felix:0 "
is "$(printf '%s\n' "cat's" bp x aix 'bad tab' 'naughty\n"quoted"' naughty '%s%n' digits9 '# a comment' 'a comment' Felix | "$work/program")" \
	"$want" "odd lines give nothing"
many | "$work/program" | grep -q ':0 '
ok "$((! $?))" "every one of 110,000 words is found"
many | sed 's/$/q/' | "$work/program" | tr ' ' '\n' | grep -c ':0$' >"$work/none"
many | sed 's/$/q/' | sort >"$work/longer"
many | sort >"$work/all"
is "$(cat "$work/none")" "$(comm -23 "$work/longer" "$work/all" | wc -l)" "and no other"

# What is missing or empty is told.
missing() {
	fill
	rm "$1"
	! make_table && grep -qF "cannot read $1" "$work/said"
	ok "$?" "told: no ${1#"$root"}"
}
for list in "$dict/british-english" "$dict/propernames.gz" "$dict/scowl/english-words.35" \
	"$root/usr/share/perl5/Text/Names.pm" "$root/usr/share/locale/en/LC_MESSAGES/geonames.mo" \
	"$root/usr/share/iso-codes/json/iso_3166-1.json"; do
	missing "$list"
done
fill
: >"$root/usr/share/locale/en/LC_MESSAGES/geonames.mo"
! make_table && grep -q 'nothing came of' "$work/said"
ok "$?" "told: a list that is empty"
fill
printf '# only a comment\n' >"$work/words/kin.words"
! make_table && grep -q 'nothing came of .*kin.words' "$work/said"
ok "$?" "told: a list of ours that is empty"
fill
printf 'word\n' >"$work/words/nonsense.words"
! make_table && grep -q 'there is no flag LEX_NONSENSE' "$work/said"
ok "$?" "told: a list without a flag"
fill
head -n 50000 "$dict/british-english" >"$work/half"
{
	cat "$work/half"
	echo Felix
} >"$dict/british-english"
! make_table && grep -q 'only 50' "$work/said"
ok "$?" "told: half a table"

tap_done
