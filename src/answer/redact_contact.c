/*
 * How to reach somebody: e-mail, web, names on networks, addresses of machines.
 *
 * Each is found at the sign that it cannot be without (an @, a dot between letters, two colons)
 * and read from there to both sides, so that a text is walked once.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_shape.h"

enum { LOCAL_MOST = 64, DOMAIN_MOST = 253 /* bytes (RFC 5321) */ };

/* Domains of the top that stand behind a dot in prose too (a blank forgotten): they need more. */
static const char top_words[] =
	" in it is me no so to us be at am my pm as an by do id la de se "
	"here house police live care work works day one ";
static const char tops[] =
	" com org net edu gov mil int info biz name uk eu ie fr de es pt nl be lu ch at it se no "
	"dk fi is pl cz sk hu ro bg gr si hr ee lv lt mt cy ua ru by tr il ae in pk bd lk "
	"cn hk tw "
	"jp kr sg my th vn ph id au nz us ca mx br ar cl co pe ve za ng ke gh eg ma io ai "
	"me tv fm "
	"ly app dev xyz online site shop store tech cloud club live news blog page link social "
	"london wales scot cymru cat asia mobi pro gl fo gg je im tk ml cf ga rs ba mk al "
	"md ge am "
	"kz su to cc ws nu la gd st onion local example test invalid police care one ";

static bool
is_local(char c)
{
	return byte_is_word(c) || (c && strchr(".!#$%&'*+/=?^_`{|}~-", c));
}

static bool
is_domain(char c)
{
	return byte_is_word(c) || c == '-' || c == '.';
}

/* The end of a name with dots that begins at `at`: "example.co.uk"; dots counted. */
static size_t
domain_end(const char *text, size_t len, size_t at, unsigned *out_dots)
{
	size_t end = at;

	*out_dots = 0;
	while (end < len && end - at < DOMAIN_MOST && is_domain(text[end])) {
		if (text[end] == '.') {
			if (end == at || text[end - 1] == '.' || end + 1 >= len ||
			    !byte_is_word(text[end + 1]))
				break;
			++*out_dots;
		}
		end++;
	}
	while (end > at && text[end - 1] == '-')
		end--;
	return end;
}

/* ---- e-mail, and names behind an @ ------------------------------------ */

/* What stands before the @: from where on. */
static size_t
local_begin(const char *text, size_t at)
{
	size_t from = at;

	if (from && text[from - 1] == '"') { /* "a b"@example.org */
		for (size_t i = from - 1;
		     i && from - i < LOCAL_MOST && text[i - 1] != '\n'; i--)
			if (text[i - 1] == '"')
				return i - 1;
	}
	while (from && at - from < LOCAL_MOST && is_local(text[from - 1]))
		from--;
	while (from < at && !byte_is_word(text[from]) && text[from] != '_')
		from++;
	return from;
}

/* a@[192.0.2.1] */
static size_t
literal_end(const char *text, size_t len, size_t at)
{
	size_t end = at + 1;

	while (end < len && end < at + 48 &&
	       (byte_is_word(text[end]) || strchr(".:", text[end])))
		end++;
	return end < len && text[end] == ']' ? end + 1 : at;
}

/* ".uk": what was said aloud must look like an address from its other end too. */
static bool
ends_in_letters(const char *text, size_t end)
{
	size_t n = 0;

	while (n < end && byte_is_letter(text[end - 1 - n]))
		n++;
	return n > 1 && n < end && text[end - 1 - n] == '.';
}

/* Whether a blank, an @ and a letter were typed there: "was @kim" is no address of a Mr Was. */
static bool
typed_handle(const struct scan *s, uint32_t start, uint32_t end)
{
	size_t low = 0, high = s->plain.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->plain.start[middle] < start)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low + 1 < s->plain.len && s->plain.start[low] < end; low++)
		if (s->plain.text[low] == '@')
			return byte_is_word(s->plain.text[low + 1]) && low &&
			       strchr(" \t\n", s->plain.text[low - 1]);
	return false;
}

/* Reads both sides of the @ at `at`; returns where to go on. */
static size_t
at_sign(struct scan *s, const struct view *v, size_t at)
{
	const char *text = v->text;
	size_t from = local_begin(text, at), behind = at + 1, end;
	unsigned dots = 0;

	if (v != &s->plain && typed_handle(s, v->start[at], v->end[at]))
		return behind;
	if (from == at && at && text[at - 1] == ' ' && behind < v->len &&
	    text[behind] == ' ') {
		/* "a.b @ force.example": with blanks, the name after it must look like one */
		from = local_begin(text, at - 1);
		end = domain_end(text, v->len, behind + 1, &dots);
		if (from < at - 1 && dots)
			scan_mark(s, v, from, end, REDACT_EMAIL, true);
		return behind;
	}
	if (behind < v->len && text[behind] == '[')
		end = literal_end(text, v->len, behind);
	else
		end = domain_end(text, v->len, behind, &dots);
	if (from < at && end > behind && (v == &s->plain || ends_in_letters(text, end))) {
		scan_mark(s, v, from, end, REDACT_EMAIL, true);
		return end;
	}
	end = behind;
	while (end < v->len && end - at < LOCAL_MOST &&
	       (byte_is_word(text[end]) || text[end] == '_' ||
		(strchr(".-", text[end]) && end > behind && end + 1 < v->len &&
		 byte_is_word(text[end + 1]))))
		end++;
	/* "@ 10 pounds", "@10": no name */
	if (from == at && end > behind + 1 && !byte_is_digit(text[behind]))
		scan_mark(s, v, at, end, REDACT_HANDLE, true);
	return end > behind ? end : behind;
}

static void
view_at_signs(struct scan *s, const struct view *v)
{
	for (size_t i = 0; i < v->len; i++) {
		const char *p = memchr(v->text + i, '@', v->len - i);

		if (!p)
			return;
		i = at_sign(s, v, (size_t)(p - v->text)) - 1;
	}
}

/* ---- web --------------------------------------------------------------------------- */

/* A port, and what follows a slash, up to a blank; signs that end a sentence are left. */
static size_t
path_end(const char *text, size_t len, size_t at)
{
	size_t end = at;

	if (end + 1 < len && text[end] == ':' && byte_is_digit(text[end + 1]))
		for (end++; end < len && byte_is_digit(text[end]);)
			end++;
	if (end >= len || !strchr("/?#", text[end]))
		return end;
	while (end < len && !strchr(" \t\n<>\"", text[end]))
		end++;
	while (end > at && strchr(".,;:!?'", text[end - 1]))
		end--;
	if (end > at && text[end - 1] == ')' && !memchr(text + at, '(', end - at))
		end--;
	return end;
}

static bool
lower_all(const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (byte_is_upper(p[i]))
			return false;
	return true;
}

/* Whether the name from..end may be of a site, though nothing before it says so. */
static bool
site_known(const char *text, size_t len, size_t from, size_t end, unsigned dots)
{
	size_t top = end, n;
	char low[LEXICON_WORD_MOST];
	size_t first;

	while (top > from && text[top - 1] != '.')
		top--;
	n = end - top;
	if (!word_among(text + top, n, tops) || (n && byte_is_digit(text[top])))
		return false;
	if (dots > 1 || (end < len && text[end] == '/'))
		return true;
	if (!word_among(text + top, n, top_words))
		return true;
	/* one dot and a word behind it: a sentence that ends without a blank? */
	first = top - 1 - from;
	if (!lower_all(text + top, n) || first > sizeof(low))
		return false;
	return !lexicon_find(low, utf8_lower(low, sizeof(low), text + from, first));
}

static bool
www(const char *p, const char *end)
{
	return end - p > 4 && !strncasecmp(p, "www.", 4);
}

/* A name with a dot at `dot`; returns where to go on. */
static size_t
site(struct scan *s, const struct view *v, size_t dot)
{
	const char *text = v->text;
	size_t from = dot, end;
	unsigned dots;

	while (from && dot - from < DOMAIN_MOST && is_domain(text[from - 1]) &&
	       text[from - 1] != '.')
		from--;
	end = domain_end(text, v->len, from, &dots);
	if (end <= dot + 1)
		return dot + 1;
	if (www(text + from, text + end) || site_known(text, v->len, from, end, dots))
		scan_mark(s, v, from, path_end(text, v->len, end), REDACT_URL, true);
	return end;
}

/* scheme://… */
static size_t
scheme(struct scan *s, const struct view *v, size_t colon)
{
	const char *text = v->text;
	size_t from = colon, end = colon + 3;

	while (from && colon - from < 12 && byte_is_letter(text[from - 1]))
		from--;
	while (end < v->len && !strchr(" \t\n<>\"/?#", text[end]))
		end++;
	end = path_end(text, v->len, end);
	while (end > colon + 3 && strchr(".,;:!')]", text[end - 1]) &&
	       !memchr(text + from, '(', end - from))
		end--;
	if (from < colon && end > colon + 3)
		scan_mark(s, v, from, end, REDACT_URL, true);
	return end;
}

static void
view_sites(struct scan *s, const struct view *v)
{
	const char *text = v->text;

	for (size_t i = 1; i + 1 < v->len; i++) {
		if (text[i] == '.' && byte_is_word(text[i - 1]) &&
		    byte_is_word(text[i + 1]))
			i = site(s, v, i) - 1;
		else if (text[i] == ':' && i + 3 < v->len && text[i + 1] == '/' &&
			 text[i + 2] == '/')
			i = scheme(s, v, i) - 1;
	}
}

/* ---- machines ---------------------------------------------------------------------- */

/* Four numbers with dots, "[.]" too, and a port or the length of a network. */
static size_t
ip4_end(const char *text, size_t len, size_t at)
{
	for (unsigned part = 0; part < 4; part++) {
		size_t n = 0;

		if (part) {
			bool open = at < len && text[at] == '[';

			at += open;
			if (at >= len || text[at] != '.')
				return 0;
			at++;
			if (open && (at >= len || text[at++] != ']'))
				return 0;
		}
		while (n < 4 && at + n < len && byte_is_digit(text[at + n]))
			n++;
		if (!n || n > 3)
			return 0;
		at += n;
	}
	if (at + 1 < len && byte_is_digit(text[at + 1]) && text[at] == '.')
		return 0;
	if (at + 1 < len && strchr(":/", text[at]) && byte_is_digit(text[at + 1]))
		for (at++; at < len && byte_is_digit(text[at]);)
			at++;
	return at >= len || !byte_is_word(text[at]) ? at : 0;
}

static bool
is_hex(char c)
{
	return byte_is_digit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

/* Groups of hexadecimal digits with colons: eight, or fewer with "::" once (RFC 4291); six pairs
 * are the address of a network card. */
static size_t
ip6_end(const char *text, size_t len, size_t at)
{
	size_t end = at, size = 0, digits = 0, groups = 0, colons = 0;
	bool gap = false;

	for (; end < len && end - at < 60 && (is_hex(text[end]) || text[end] == ':');
	     end++) {
		if (text[end] != ':') {
			groups += !size;
			digits += byte_is_digit(text[end]);
			if (++size > 4)
				return 0;
			continue;
		}
		colons++;
		gap |= end + 1 < len && text[end + 1] == ':';
		size = 0;
	}
	/* the last group may be an IPv4 address */
	if (end + 1 < len && text[end] == '.' && byte_is_digit(text[end + 1]) &&
	    colons > 1) {
		while (end > at && text[end - 1] != ':')
			end--;
		end = ip4_end(text, len, end);
		groups += 2;
	} else if (end > at && text[end - 1] == ':' &&
		   (end - at < 2 || text[end - 2] != ':')) {
		end--;
		colons--;
	}
	if (!end || (end < len && byte_is_word(text[end])))
		return 0;
	if (end < len && text[end] == '%') /* the zone */
		for (end++; end < len && byte_is_word(text[end]);)
			end++;
	if (end + 1 < len && text[end] == '/' && byte_is_digit(text[end + 1]))
		for (end++; end < len && byte_is_digit(text[end]);)
			end++;
	if (gap ? groups > 0 && groups < 9 && (digits || groups > 2) : groups == 8)
		return end;
	return groups == 6 && colons == 5 && !gap && end - at == 17 ? end : 0;
}

static void
find_machines(struct scan *s)
{
	const char *text = s->plain.text;
	size_t len = s->plain.len;

	for (size_t i = 0; i < len; i++) {
		size_t end = 0;
		bool colon = text[i] == ':' && i + 1 < len && text[i + 1] == ':';

		if (!edge_before(text, i) || (!is_hex(text[i]) && !colon))
			continue;
		if (byte_is_digit(text[i]) && (!i || text[i - 1] != '.'))
			end = ip4_end(text, len, i);
		if (!end && (!i || text[i - 1] != ':'))
			end = ip6_end(text, len, i);
		if (!end)
			continue;
		scan_mark(s, &s->plain, i, end, REDACT_IP, true);
		i = end - 1;
	}
}

/* ---- names on networks behind their network's name --------------------------------- */

static const char networks[] =
	" insta instagram ig snap snapchat twitter tiktok facebook fb telegram discord whatsapp "
	"linkedin reddit youtube twitch xbox psn gamertag threads mastodon bluesky tinder kik "
	"username handle ";
static const char network_words[] =
	" name names handle account acc username user id profile "
	"tag page is was as called me ";

static char
sign_at(const struct scan *s, size_t i)
{
	return i < s->token_count && s->tokens[i].kind == TOKEN_SIGN
		       ? s->plain.text[s->tokens[i].from]
		       : 0;
}

/* The last token of the name that begins at token i: parts with dots, dashes and lines below. */
static size_t
name_last(const struct scan *s, size_t i, bool *out_joined)
{
	*out_joined = s->tokens[i].kind == TOKEN_MIXED;
	for (size_t k = i; k + 1 < s->token_count; i = k) {
		k = i + 1;
		while (k < s->token_count && !s->tokens[k].gap && sign_at(s, k) &&
		       strchr("._-", sign_at(s, k)))
			k++;
		if (k == s->token_count || s->tokens[k].gap ||
		    s->tokens[k].kind == TOKEN_SIGN || s->tokens[k].kind == TOKEN_TAIL) {
			/* an underline may end a name; a full stop does not */
			if (k > i + 1 && sign_at(s, k - 1) == '_')
				i = k - 1;
			break;
		}
		*out_joined = true;
	}
	return i;
}

/* What follows a network's name: "insta: name", "snap name", "my insta is name". */
static void
try_network(struct scan *s, size_t i)
{
	bool said = false, own, joined;
	size_t k = i + 1, last;
	const struct token *t;

	own = i && word_among(s->tokens[i - 1].low, s->tokens[i - 1].low_len,
			      " my his her their our your ");
	for (unsigned steps = 0; steps < 4 && k < s->token_count; k++, steps++) {
		char sign = sign_at(s, k);

		if (sign == ':' || sign == '=') {
			said = own = true;
			continue;
		}
		if (sign != '@' && sign != '-' &&
		    !word_among(s->tokens[k].low, s->tokens[k].low_len, network_words))
			break;
		said |= s->tokens[k].low_len &&
			word_among(s->tokens[k].low, s->tokens[k].low_len,
				   " is was as called ");
	}
	if (k >= s->token_count || s->tokens[k].kind == TOKEN_SIGN ||
	    s->tokens[k].kind == TOKEN_NUMBER || s->tokens[k].kind == TOKEN_TAIL)
		return;
	t = &s->tokens[k];
	last = name_last(s, k, &joined);
	if (!joined && t->lex & LEX_STOP)
		return;
	if (!joined && !(said && own) && t->lex & (LEX_WORD | LEX_COMMON | LEX_GLOSSARY))
		return;
	if (!joined && said && t->lex & LEX_COMMON && s->tokens[k - 1].kind == TOKEN_WORD)
		return;
	if (!joined && !said && k > i + 1)
		return;
	scan_mark_tokens(s, k, last, REDACT_HANDLE, true);
}

void
find_contacts(struct scan *s)
{
	view_at_signs(s, &s->plain);
	view_sites(s, &s->plain);
	if (s->spoken.text) {
		view_at_signs(s, &s->spoken);
		view_sites(s, &s->spoken);
	}
	find_machines(s);
	for (size_t i = 0; i < s->token_count; i++)
		if (s->tokens[i].kind == TOKEN_WORD && !(s->tokens[i].lex & LEX_STOP) &&
		    word_among(s->tokens[i].low, s->tokens[i].low_len, networks))
			try_network(s, i);
}
