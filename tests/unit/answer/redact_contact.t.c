/*
 * Tests of answer/redact_contact.c: e-mail, web, names on networks, machines.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "tests/tap.h"
#include "tests/unit/answer/redact_marked.h"

enum {
	OURS = 1 << REDACT_EMAIL | 1 << REDACT_URL | 1 << REDACT_HANDLE | 1 << REDACT_IP,
};

static const struct marked_case cases[] = {
	/* e-mail */
	{ "write to a.b@force.police.uk please", "write to [EMAIL] please" },
	{ "write to A.B@FORCE.POLICE.UK.", "write to [EMAIL]." },
	{ "(kim+lists@example.org)", "([EMAIL])" },
	{ "<x@example.com>", "<[EMAIL]>" },
	{ "mailto:x_y-z@mail.example.co.uk", "mailto:[EMAIL]" },
	{ "o'neil@example.org", "[EMAIL]" },
	{ "jos\303\251@ex\303\241mple.org it is", "[EMAIL] it is" },
	{ "kim @ example.org", "[EMAIL]" },
	{ "kim at example dot org", "[EMAIL]" },
	{ "kim(at)example.org", "[EMAIL]" },
	{ "root@localhost", "[EMAIL]" },
	{ "x@[192.0.2.1]", "[EMAIL]" },
	{ "a@example.org,b@example.org", "[EMAIL],[EMAIL]" },
	{ "we met at noon", NULL },
	{ "3 @ 5 pounds", NULL },
	{ "@ the desk", NULL },
	{ "@@@@", NULL },
	{ "@", NULL },
	/* web */
	{ "see https://example.org/a?b=c#d.", "see [URL]." },
	{ "(http://example.org)", "([URL])" },
	{ "ftp://example.org/x", "[URL]" },
	{ "HTTP://EXAMPLE.ORG", "[URL]" },
	{ "www.example.org, then", "[URL], then" },
	{ "on example.co.uk/path/x.html now", "on [URL] now" },
	{ "example.com", "[URL]" },
	{ "example.com:8080/x", "[URL]" },
	{ "my.photos.example.net!", "[URL]!" },
	{ "t.co/AbCd", "[URL]" },
	{ "qwzx.me", "[URL]" },
	{ "it ended.It was late", NULL },
	{ "i left.so did they", NULL },
	{ "notes.doc and form.pdf", NULL },
	{ "e.g. this, i.e. that", NULL },
	{ "3.5 hours", NULL },
	{ "well...then", NULL },
	{ "http://", NULL },
	/* names on networks */
	{ "follow @kim_99 there", "follow [HANDLE] there" },
	{ "it was @kim.lee.", "it was [HANDLE]." },
	{ "insta: oakleaf", "insta: [HANDLE]" },
	{ "insta - qwzx_99", "insta - [HANDLE]" },
	{ "snap qwzxy", "snap [HANDLE]" },
	{ "my insta is qwzxy_99, yes", "my insta is [HANDLE], yes" },
	{ "my snapchat name is qwzxy", "my snapchat name is [HANDLE]" },
	{ "tiktok user qwzx.99", "tiktok user [HANDLE]" },
	{ "facebook is slow", NULL },
	{ "a snap decision", NULL },
	{ "the facebook page was closed", NULL },
	{ "on twitter we say little", NULL },
	{ "insta", NULL },
	/* machines */
	{ "from 192.0.2.1 again", "from [IP] again" },
	{ "from 192.0.2.1:8080.", "from [IP]." },
	{ "net 198.51.100.0/24", "net [IP]" },
	{ "192[.]0[.]2[.]1", "[IP]" },
	{ "2001:db8::1 is it", "[IP] is it" },
	{ "It was 2001:db8::1.", "It was [IP]." },
	{ "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "[IP]" },
	{ "fe80::1%eth0", "[IP]" },
	{ "::1", "[IP]" },
	{ "::ffff:192.0.2.1", "[IP]" },
	{ "00:1A:2B:3C:4D:5E", "[IP]" },
	{ "at 12:30 or 12:30:15", NULL },
	{ "a ratio of 3:1", NULL },
	{ "this:: that", NULL },
	{ "1.2.3", NULL },
};

int
main(void)
{
	check_marked(cases, ARRAY_LEN(cases), OURS);
	return tap_done();
}
