/*
 * Names of places that go on beside what is marked, and lines of addresses, with the whole engine:
 * many a town is called after a person, so persons are looked for too.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "answer/redact_internal.h"

#include "tests/tap.h"
#include "tests/unit/answer/redact_marked.h"

static const struct marked_case cases[] = {
	/* joining words and hyphens */
	{ "from Leeds do Sul to us", "from [PLACE] to us" },
	{ "she came from Hamburg am Xyzzen.", "she came from [PLACE]." },
	{ "from Xyzzes-le-Adams, that", "from [PLACE], that" },
	{ "at Hamburg-next-the-Sea then", "at [PLACE] then" },
	{ "a Leeds-based firm", "a [PLACE]-based firm" },
	{ "near Leeds on Sea then", "near [PLACE] then" },
	{ "he saw Leeds on Monday", "he saw [PLACE] on Monday" },
	{ "born in Xyzzyn in Yorkshire", "born in [PLACE]" },
	{ "she lives in Leeds do not ring", "she lives in [PLACE] do not ring" },
	/* what stands before and behind */
	{ "We love Lake Samantha here", "We love [PLACE] here" },
	{ "near Port Royal", "near [PLACE]" },
	{ "from Much Xyzzenham.", "from [PLACE]." },
	{ "by the Leeds Heights people", "by the [PLACE] people" },
	{ "Leeds's Old Street gang", "[PLACE]'s Old Street gang" },
	{ "We went North of the river", NULL },
	{ "a very happy New Year to all", NULL },
	/* countries in full */
	{ "from Svalbard & Jan Mayen Islands", "from [PLACE]" },
	{ "in Saint Vincent and the Grenadines", "in [PLACE]" },
	{ "in the Falkland Islands (Xyzzinas)", "in the [PLACE]" },
	{ "South Georgia and the South Sandwich Islands", "[PLACE]" },
	{ "the US or us, who knows", "the [PLACE] or us, who knows" },
	{ "between us and THE", NULL },
	{ "in the U.S. or the U.K., from the U.A.E.",
	  "in the [PLACE] or the [PLACE], from the [PLACE]" },
	{ "We moved here from Raiding.", "We moved here from [PLACE]." },
	{ "we arrived at Scene", NULL },
	{ "near Breitenbach am Inn", "near [PLACE]" },
	/* behind "in" and "from" alone */
	{ "he is from xyzzyworth.", "he is from [PLACE]." },
	{ "we log it in xyzzyforms and", "we log it in [PLACE] and" },
	{ "he went to EAST XYZZYTON then", "he went to [NAME] then" },
	{ "he is from stoneworth.", "he is from [PLACE]." },
	{ "it is sent to managment.", NULL },
	{ "we were in teh van", NULL },
	/* lines of an address */
	{ "Janet Smith\n12 High Street\nXYZZYX\nThanks", "[NAME]\n[ADDRESS]\nThanks" },
	{ "Write to Janet Smith\nNSW\nthanks", "Write to [NAME]\n[PLACE]\nthanks" },
	{ "Ask Janet Smith\nSergeant\nthanks", "Ask [NAME]\nSergeant\nthanks" },
	{ "It was cold\nResponse\nthanks", NULL },
	{ "> 12 High Street\n> xyzzyx\n> NSW\nThanks",
	  "> [ADDRESS]\n> [PLACE]\n> [PLACE]\nThanks" },
	{ "> Go to 12 High Street\n> summit\n> NSW",
	  "> Go to [ADDRESS]\n> [PLACE]\n> [PLACE]" },
	{ "12 High Street\nshe was not in", "[ADDRESS]\nshe was not in" },
};

int
main(void)
{
	check_marked(cases, ARRAY_LEN(cases), ~(uint32_t)0);
	return tap_done();
}
