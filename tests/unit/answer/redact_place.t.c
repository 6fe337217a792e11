/*
 * Places and bodies: what is marked (here as #), and what must stay.  Only this finder runs.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "answer/redact_internal.h"

#include "tests/tap.h"

static const struct {
	const char *given, *want;
} cases[] = {
	/* towns, counties, countries */
	{ "I live in Leeds.", "I live in #." },
	{ "Leeds is big", "# is big" },
	{ "Leeds's roads", "#'s roads" },
	{ "moved to Milton Keynes last", "moved to # last" },
	{ "She is from New Zealand.", "She is from #." },
	{ "the United Kingdom and France", "the # and #" },
	{ "in the UK", "in the #" },
	{ "from the West Midlands", "from the #" },
	{ "a job in West Yorkshire", "a job in #" },
	{ "in Kingston upon Hull", "in #" },
	{ "in Newcastle-upon-Tyne", "in #" },
	{ "in Stoke-on-Trent now", "in # now" },
	{ "near St. Albans", "near #" },
	{ "near King's Cross", "near #" },
	{ "parts of Moss Side", "parts of #" },
	{ "beats in Bethnal Green", "beats in #" },
	{ "in WOLVERHAMPTON", "in #" },
	{ "Paris, Berlin and Rome", "#, # and #" },
	{ "in Dyfed-Powys", "in #" },
	{ "in Merthyr Tydfil", "in #" },
	/* everyday words as well */
	{ "I worked in Reading for years", "I worked in # for years" },
	{ "we went to Bath", "we went to #" },
	{ "posted to Deal and Dover", "posted to # and #" },
	{ "Oxford and Reading", "# and #" },
	{ "from Reading, Berkshire", "from #, #" },
	{ "then to Bury on foot", "then to # on foot" },
	{ "flown in from Turkey", "flown in from #" },
	{ "the road to Wells", "the road to #" },
	{ "Reading the report took long", "Reading the report took long" },
	{ "I was reading in bed", "I was reading in bed" },
	{ "a sale in March", "a sale in March" },
	{ "It was a Deal", "It was a Deal" },
	{ "Nice people here", "Nice people here" },
	{ "Mobile phones", "Mobile phones" },
	{ "had a bath in the sink", "had a bath in the sink" },
	{ "to settle in and bury it", "to settle in and bury it" },
	{ "no deal was in sight for us", "no deal was in sight for us" },
	{ "A bar of soap", "A bar of soap" },
	{ "He said OK to me", "He said OK to me" },
	/* small letters */
	{ "i was in leeds then", "i was in # then" },
	{ "we drove via milton keynes", "we drove via #" },
	{ "it was at bethnal green", "it was at #" },
	{ "the man was not in", "the man was not in" },
	/* shouted */
	{ "THEY SENT HIM DOWN FROM LEEDS TODAY", "THEY SENT HIM DOWN FROM # TODAY" },
	{ "STOP READING THIS FORM AND HELP", "STOP READING THIS FORM AND HELP" },
	/* in no list, or with more of a name */
	{ "out to Port Xyzzyton", "out to #" },
	{ "in Upper Qwertham", "in #" },
	{ "from North Leeds", "from #" },
	{ "at Stratford (Essex)", "at #" },
	{ "in Hamburg 5, we", "in #, we" },
	{ "in Leeds 2 officers", "in # 2 officers" },
	{ "Weston-super-Mare", "#" },
	{ "Springfield, IL", "#, #" },
	{ "Portland OR 97201", "# # 97201" },
	{ "it was good, OK", "it was good, OK" },
	{ "The Old Guard", "The Old Guard" },
	{ "New Officers join", "New Officers join" },
	{ "North Division and South Area", "North Division and South Area" },
	/* in no list, behind what says that it is a place */
	{ "She grew up in QWERM.", "She grew up in #." },
	{ "my friend lives in xyzzyburg", "my friend lives in #" },
	{ "he lived in barra de xyzzyco", "he lived in #" },
	{ "born near Xyzzyx del Cid then", "born near # then" },
	{ "the village of Great Snoring", "the village of #" },
	{ "its home city Xyzzyton: it", "its home city #: it" },
	{ "in Xyzzyx (Cheshire)", "in #" },
	{ "a stop in XYZZYKOSKI then", "a stop in # then" },
	{ "it was in WRITING then", "it was in WRITING then" },
	{ "we log it in XQZ here", "we log it in XQZ here" },
	{ "here in Xyzzyx del Cid", "here in #" },
	{ "the Country Club", "the Country Club" },
	{ "they live in fear", "they live in fear" },
	{ "I live in a flat", "I live in a flat" },
	{ "we live in England", "we live in #" },
	{ "I grew up in March", "I grew up in March" },
	{ "the city Council", "the city Council" },
	{ "he lives in Custody", "he lives in Custody" },
	/* sites */
	{ "at Bethnal Green nick", "at #" },
	{ "in St Anne Street station", "in #" },
	{ "at Brinksway custody", "at #" },
	{ "at brinksway nick", "at #" },
	{ "in bolton custody suite", "in #" },
	{ "it was derby nick again", "it was # again" },
	{ "all over telford station", "all over #" },
	{ "at reading nick with him", "at # with him" },
	{ "it was thornhill lane nick", "it was #" },
	{ "IT WAS THORNHILL LANE NICK AGAIN", "IT WAS # AGAIN" },
	{ "as far as South Lane custody", "as far as #" },
	{ "about Back Road police station", "about #" },
	{ "the reading station", "the reading station" },
	{ "a busy police station", "a busy police station" },
	{ "their street custody", "their street custody" },
	{ "IN THE CUSTODY SUITE AND THE POLICE STATION",
	  "IN THE CUSTODY SUITE AND THE POLICE STATION" },
	{ "Queen's Medical Centre", "#" },
	{ "at the Queen Elizabeth Hospital", "at the #" },
	{ "at Leeds Crown Court", "at #" },
	{ "at Snaresbrook Crown Court today", "at # today" },
	{ "St James's University Hospital", "#" },
	{ "the University of Leeds", "the #" },
	{ "HMP Wandsworth and RAF Benson", "# and #" },
	{ "in the Red Lion pub", "in the #" },
	{ "outside the King's Head", "outside the #" },
	{ "at the Dog and Duck", "at the #" },
	{ "at the Tesco on the corner", "at the # on the corner" },
	{ "by Ellesmere Park High School", "by #" },
	{ "near Cheetham Hill police station", "near #" },
	{ "the police station", "the police station" },
	{ "our station", "our station" },
	{ "The Station is cold", "The Station is cold" },
	{ "the custody suite", "the custody suite" },
	{ "the Custody Suite", "the Custody Suite" },
	{ "the Police Station", "the Police Station" },
	{ "a local hospital", "a local hospital" },
	{ "the Crown Court", "the Crown Court" },
	{ "Magistrates Court", "Magistrates Court" },
	{ "the Court of Appeal", "the Court of Appeal" },
	{ "in A&E", "in A&E" },
	{ "a primary school", "a primary school" },
	{ "Every Station has one", "Every Station has one" },
	{ "On Monday Court sat", "On Monday Court sat" },
	{ "my Sergeant in Custody", "my Sergeant in Custody" },
	{ "the Head of Department", "the Head of Department" },
	{ "The big black dog and the cat", "The big black dog and the cat" },
	/* bodies */
	{ "for Shepherd Ltd. Then", "for # Then" },
	{ "for Galorath Incorporated", "for #" },
	{ "Brown & Xyzzyx plc", "#" },
	{ "xyzzyx ltd", "#" },
	{ "Xyzzyx Group", "#" },
	{ "Oldham Council", "#" },
	{ "Leeds City Council", "#" },
	{ "West Mercia Police", "#" },
	{ "Thames Valley Police", "#" },
	{ "Kent Police", "#" },
	{ "Merseyside Constabulary", "#" },
	{ "the Police Federation", "the Police Federation" },
	{ "the council", "the council" },
	{ "the National Crime Agency", "the National Crime Agency" },
	{ "Home Office", "Home Office" },
	{ "in Police Scotland", "in Police Scotland" },
	{ "across England and Wales", "across England and Wales" },
	{ "the Great British public", "the Great British public" },
	{ "our union and my group", "our union and my group" },
	{ "The Company did", "The Company did" },
	{ "", "" },
};

/* Runs the finder by itself. */
static struct scan
scanned(const char *text, struct arena *a)
{
	struct scan s = { .a = a, .given = text, .given_len = strlen(text) };

	s.covered = arena_array(a, uint8_t, s.given_len + 1);
	view_plain(&s.plain, text, s.given_len, a);
	tokens_read(&s);
	find_places(&s);
	return s;
}

/* Each run of covered characters as one #. */
static const char *
shown(const struct scan *s)
{
	static char out[1000];
	size_t n = 0;

	for (size_t i = 0; i < s->given_len && n + 1 < sizeof(out); i++) {
		if (!s->covered[i])
			out[n++] = s->given[i];
		else if (!i || !s->covered[i - 1])
			out[n++] = '#';
	}
	out[n] = '\0';
	return out;
}

/* A name in a list of many, with no end to what stands before it. */
static void
test_long(void)
{
	static const char *const parts[] = { "Leeds ",		"St ",	    "the King's ",
					     "Marks & ",	"Ltd ",	    "of Leeds ",
					     "Royal Hospital ", "Leeds-on-" };
	uint64_t began = clock_ms();

	for (size_t k = 0; k < ARRAY_LEN(parts); k++) {
		SCOPED(buf) text = { .most = 0 };
		struct arena *a = arena_new(0);
		struct scan s;

		while (text.len < 40000)
			buf_puts(&text, parts[k]);
		s = scanned(text.data, a);
		ok(s.token_count > 1000, "40 kB of one thing, case %zu", k);
		arena_free(a);
	}
	ok(clock_ms() - began < 5000, "and none of it takes long");
}

int
main(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena *a = arena_new(0);
		struct scan s = scanned(cases[i].given, a);

		is_str(shown(&s), cases[i].want, "%s", cases[i].given);
		for (size_t k = 0; k < s.mark_count; k++)
			if (s.marks[k].class != REDACT_PLACE)
				ok(false, "a mark of another class: %s", cases[i].given);
		arena_free(a);
	}
	test_long();
	return tap_done();
}
