/*
 * Where a code leads.  The address is taken apart as a browser would, and what is not exactly as
 * this workspace writes its addresses counts as somebody else's: an address that only looks like
 * ours is what a forger would choose.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/poster_check.h"
#include "app/slips.h"

const char *const leads_names[LEADS__COUNT] = {
	[LEADS_UNKNOWN] = "not known",	 [LEADS_ELSEWHERE] = "another host",
	[LEADS_ASTRAY] = "no survey",	 [LEADS_CHECK] = "wrong check character",
	[LEADS_NOBODY] = "unknown link", [LEADS_CLOSED] = "closed link",
	[LEADS_OVER] = "closed survey",	 [LEADS_OPEN] = "open link",
	[LEADS_SLIP] = "slip, perhaps",	 [LEADS_NO_SLIP] = "unknown slip",
	[LEADS_SLIPS] = "slip, perhaps", [LEADS_STRANGE] = "strange address",
};

static char *
lower(struct arena *a, const char *from, size_t len)
{
	char *copy = arena_copy(a, from, len);

	for (char *p = copy; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return copy;
}

struct address {
	const char *scheme, *host; /* small letters; "" if this is no web address */
	const char *path;	   /* as it stands, from its "/" on; or "" */
	bool strange; /* signs that a browser drops, or a name in front of the host */
};

/*
 * "HTTPS://HOST/S/CODE".  A browser takes "\" for "/", drops control characters, and takes what
 * stands before an "@" for somebody's name: HTTPS://OURS@THEIRS/ leads to theirs.
 */
static struct address
address_split(const char *text, struct arena *a)
{
	struct address out = { .scheme = "", .host = "", .path = "" };
	const char *rest = text + strcspn(text, ":"), *end, *at;

	for (const char *p = text; *p; p++)
		if ((unsigned char)*p <= ' ' || (unsigned char)*p >= 0x7f)
			out.strange = true;
	if (!str_starts(rest, "://"))
		return out;
	out.scheme = lower(a, text, (size_t)(rest - text));
	if (!str_same(out.scheme, "https") && !str_same(out.scheme, "http"))
		return out;
	rest += 3;
	end = rest + strcspn(rest, "/\\?#");
	while ((at = memchr(rest, '@', (size_t)(end - rest)))) {
		rest = at + 1;
		out.strange = true;
	}
	out.host = lower(a, rest, (size_t)(end - rest));
	out.path = end;
	return out;
}

/* ---- the code behind /S/ ----------------------------------------------------------- */

static void
at_link(struct check *c, struct check_code *code, const struct link *link)
{
	const struct survey *survey = NULL;
	char words[64], day[40];
	struct form *form;

	for (size_t i = 0; i < c->survey_count; i++)
		if (str_same(c->surveys[i].name, link->survey))
			survey = &c->surveys[i];
	if (!survey) { /* gone between two looks */
		code->leads = LEADS_NOBODY;
		return;
	}
	code->survey = survey->name;
	code->place = arena_str(c->arena, link->place);
	check_words(link->code, survey->check_key, words, sizeof(words));
	code->words = arena_str(c->arena, words);
	code->leads = link->closed ? LEADS_CLOSED : LEADS_OPEN;
	form = survey_form(survey, c->arena, &(struct err){ .code = ERR_NONE });
	if (survey->state == SURVEY_CLOSED)
		day_words(survey->closed, day, sizeof(day));
	else if (form && form->closes >= 0 && form->closes < day_today())
		day_words(form->closes, day, sizeof(day));
	else
		return;
	code->when = arena_str(c->arena, day);
	if (code->leads == LEADS_OPEN)
		code->leads = LEADS_OVER;
}

/* A slip's own code says of which survey it is, but for one foreign survey in thousands. */
static void
at_slip(struct check *c, struct check_code *code, const char *slip)
{
	code->leads = LEADS_NO_SLIP;
	for (size_t i = 0; i < c->survey_count; i++) {
		const struct survey *survey = &c->surveys[i];
		unsigned char key[SEAL_KEY];
		char words[64];

		if (!c->slips[i])
			continue;
		slip_key(survey->check_key, key);
		if (slip_mine(slip, key) && code->leads == LEADS_NO_SLIP) {
			check_words(slip, survey->check_key, words, sizeof(words));
			code->leads = LEADS_SLIP;
			code->survey = survey->name;
			code->words = arena_str(c->arena, words);
		} else if (slip_mine(slip, key)) {
			code->leads = LEADS_SLIPS;
			code->survey = arena_printf(c->arena, "%s, %s", code->survey,
						    survey->name);
			code->words = "";
		}
		secret_wipe(key, sizeof(key));
	}
}

/* How many of the code's signs a reader would count: blanks and dashes are dropped. */
static size_t
code_signs(const char *typed)
{
	size_t n = 0;

	for (; *typed; typed++)
		n += *typed != ' ' && *typed != '-';
	return n;
}

static bool
at_code(struct check *c, struct check_code *code, const char *typed, struct err *err)
{
	struct err why = { .code = ERR_NONE };
	char read[CODE_CHARS + 1], slip[SLIP_CHARS + 1];
	size_t signs = code_signs(typed);
	struct link link;

	if (slip_read(typed, slip)) {
		at_slip(c, code, slip);
	} else if (!code_read(typed, read)) {
		code->leads = signs == CODE_CHARS || signs == SLIP_CHARS ? LEADS_CHECK
									 : LEADS_ASTRAY;
	} else if (link_get(c->store, read, &link, &why)) {
		at_link(c, code, &link);
	} else if (why.code == ERR_MISSING) {
		code->leads = LEADS_NOBODY;
	} else {
		return err_set(err, why.code, "%s", why.text);
	}
	return true;
}

/* ---- the host ---------------------------------------------------------------------- */

/* One of the setting `hosts`, or where `serve` listens if no address is set. */
static bool
host_further(const struct check *c, const char *host)
{
	const char *at = c->settings.value[SETTING_HOSTS];

	for (at += strspn(at, ", "); *at; at += strspn(at, ", ")) {
		size_t len = strcspn(at, ", ");

		if (len == strlen(host) && strncasecmp(at, host, len) == 0)
			return true;
		at += len;
	}
	return false;
}

static bool
lead(struct check *c, struct check_code *code, struct err *err)
{
	struct address is = address_split(code->text, c->arena), ours;
	const char *behind = is.path;
	char slip[SLIP_CHARS + 1];
	size_t len;

	code->host = is.host;
	code->survey = code->place = code->when = code->words = "";
	if (!c->workspace) {
		const char *last = strrchr(code->text, '/');

		code->slip = last && slip_read(last + 1, slip);
		return true;
	}
	ours = address_split(c->url, c->arena);
	code->further = !str_same(is.host, ours.host) && host_further(c, is.host);
	code->leads = LEADS_ELSEWHERE;
	if (!code->further && !str_same(is.host, ours.host))
		return true;
	code->leads = LEADS_STRANGE;
	if (is.strange)
		return true;
	code->plain = str_same(is.scheme, "http") && str_same(ours.scheme, "https");
	code->leads = LEADS_ASTRAY;
	len = strlen(ours.path);
	if (strncasecmp(behind, ours.path, len) != 0 ||
	    strncasecmp(behind + len, "/S/", 3) != 0)
		return true;
	behind += len + 3;
	code->slip = slip_read(behind, slip);
	return at_code(c, code, behind, err);
}

static bool
slips_look(struct check *c, struct err *err)
{
	struct arena *a = arena_new(0);
	bool good = true;

	c->slips = arena_array(c->arena, bool, c->survey_count + 1);
	for (size_t i = 0; good && i < c->survey_count; i++) {
		struct slip_run *runs;
		size_t count = 0;

		good = slips_runs(store_dir(c->store), &c->surveys[i], &runs, &count, a,
				  err);
		c->slips[i] = count > 0;
		arena_clear(a);
	}
	arena_free(a);
	return good;
}

static bool
workspace_open(struct check *c, struct err *err)
{
	struct err why = { .code = ERR_NONE };

	c->store = store_open(c->call->dir, STORE_READS, &why);
	if (!c->store && why.code == ERR_MISSING)
		return true;
	if (!c->store)
		return err_set(err, why.code, "%s", why.text);
	if (!settings_read(c->call, &c->settings, c->arena, err) ||
	    !survey_all(c->store, &c->surveys, &c->survey_count, c->arena, err) ||
	    !slips_look(c, err))
		return false;
	c->url = settings_url(&c->settings, c->arena);
	c->host = address_split(c->url, c->arena).host;
	c->workspace = true;
	return true;
}

bool
check_leads(struct check *c, struct err *err)
{
	bool good = workspace_open(c, err);

	for (size_t i = 0; good && i < c->code_count; i++)
		good = lead(c, &c->codes[i], err);
	return good;
}
