/*
 * Reading the ledger, joining two and making one grow: see ledger.h.  A ledger that is not what it
 * should be is refused, never mended: whoever could shorten it could have numbers printed whose
 * difference to the forgotten release is somebody's answer.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/ledger.h"

#define KIND	   "ledger 1"
#define TWO_PEOPLE "two people"

enum { HEX = 2 * SEAL_HASH, BATCHES_MOST = 1000000, PRINTED_MOST = 100000000 };

/* What stands behind the text that is hashed. */
static const char hash_before[] = ", \"hash\": \"", hash_after[] = "\"}";
enum { HASH_TAIL = sizeof(hash_before) - 1 + HEX + sizeof(hash_after) - 1 };

const struct ledger_entry *
ledger_last(const struct ledger *l)
{
	return l->count ? &l->entries[l->count - 1] : NULL;
}

/* Of the text without its hash: what is before the member, and the bracket that ends it all. */
static void
line_hash(const char *text, size_t len, char out[HEX + 1])
{
	unsigned char hash[SEAL_HASH];
	SCOPED(buf) hashed;

	buf_init(&hashed, 0);
	buf_put(&hashed, text, len);
	buf_putc(&hashed, '}');
	seal_sha256(hash, hashed.data, hashed.len);
	hex_encode(out, HEX + 1, hash, sizeof(hash));
}

/* ---- one member of an entry ------------------------------------------------------ */

struct reading {
	const struct ledger *ledger;
	const struct ledger_entry *before; /* or NULL */
	struct ledger_entry *entry;
	struct err *err;
};
typedef bool member_fn(struct reading *r, const struct json *value);

/* "canvass.db: entry 3 ..." */
static bool PRINTF(2, 3) refuse(struct reading *r, const char *fmt, ...)
{
	char words[200];
	va_list args;

	va_start(args, fmt);
	vsnprintf(words, sizeof(words), fmt, args);
	va_end(args);
	return err_set(r->err, ERR_INPUT, "%s: entry %u %s", r->ledger->from,
		       r->entry->line.number, words);
}

static bool
is_text(const struct json *value, const char *text)
{
	return value->type == JSON_STRING_ && str_same(value->text, text);
}

static bool
is_hex(const struct json *value)
{
	unsigned char bytes[SEAL_HASH];

	return value->type == JSON_STRING_ && value->len == HEX &&
	       hex_decode(bytes, sizeof(bytes), value->text);
}

static bool
to_number(const struct json *value, int64_t most, int64_t *out)
{
	if (value->type != JSON_NUMBER || !value->whole || value->integer < 0 ||
	    value->integer > most)
		return false;
	*out = value->integer;
	return true;
}

static bool
take_kind(struct reading *r, const struct json *value)
{
	return is_text(value, KIND) ||
	       refuse(r, "is no \"" KIND "\": another version of canvass wrote it");
}

static bool
take_survey(struct reading *r, const struct json *value)
{
	if (value->type == JSON_STRING_ && !str_same(value->text, r->ledger->survey))
		return err_set(r->err, ERR_INPUT,
			       "%s: this ledger belongs to %.80s, not to %s",
			       r->ledger->from, value->text, r->ledger->survey);
	return value->type == JSON_STRING_ || refuse(r, "names no survey");
}

static bool
take_release(struct reading *r, const struct json *value)
{
	int64_t number;

	if (!to_number(value, LEDGER_ENTRIES, &number) || number < 1)
		return refuse(r, "has no number");
	if (number > r->entry->line.number)
		return refuse(r, "is missing: release %d stands in its place",
			      (int)number);
	return number == r->entry->line.number ||
	       refuse(r, "is release %d once more", (int)number);
}

static bool
take_batches(struct reading *r, const struct json *value)
{
	int64_t batches;

	if (!to_number(value, BATCHES_MOST, &batches))
		return refuse(r, "has no count of batches");
	r->entry->batches = (unsigned)batches;
	return !r->before || r->entry->batches >= r->before->batches ||
	       refuse(r, "has %u batches, and entry %u has %u", r->entry->batches,
		      r->before->line.number, r->before->batches);
}

static bool
take_responses(struct reading *r, const struct json *value)
{
	int64_t responses = -1;

	if (value->type != JSON_NULL_ && !to_number(value, PRINTED_MOST, &responses))
		return refuse(r, "has no number of responses");
	r->entry->responses = (int)responses;
	return true;
}

static bool
take_responses_held(struct reading *r, const struct json *value)
{
	int64_t release;

	if (!to_number(value, (int64_t)r->entry->line.number - 1, &release) ||
	    release < 1)
		return refuse(
			r, "repeats the responses of a release that was not before it");
	r->entry->responses_held = (unsigned)release;
	return true;
}

static bool
take_released(struct reading *r, const struct json *value)
{
	return (value->type == JSON_STRING_ && day_parse(value->text, &r->entry->day)) ||
	       refuse(r, "has no day");
}

static bool
take_form(struct reading *r, const struct json *value)
{
	if (!is_hex(value))
		return refuse(r, "names no form");
	r->entry->form_hash = value->text;
	return str_same(value->text, r->ledger->form_hash) ||
	       refuse(r, "belongs to another form than %s was opened with",
		      r->ledger->survey);
}

static bool
take_plan(struct reading *r, const struct json *value)
{
	if (!is_hex(value))
		return refuse(r, "names no plan");
	r->entry->plan_hash = value->text;
	return true;
}

static const char *const policy_numbers[] = { "threshold", "rounding", "base", "whole",
					      "increment" };

static bool
policy_take(const struct json *value, struct policy *out)
{
	unsigned *const numbers[] = { &out->threshold, &out->rounding, &out->base,
				      &out->whole, &out->increment };
	bool *const truths[] = { &out->strict, &out->rehearsal };
	static const char *const truth_names[] = { "strict", "rehearsal" };
	const struct json *at = value->type == JSON_MAP ? value->first : NULL;
	int64_t number;

	for (size_t i = 0; i < ARRAY_LEN(numbers); i++, at = at->next) {
		if (!at || !str_same(at->key, policy_numbers[i]) ||
		    !to_number(at, PRINTED_MOST, &number))
			return false;
		*numbers[i] = (unsigned)number;
	}
	for (size_t i = 0; i < ARRAY_LEN(truths); i++, at = at->next) {
		if (!at || !str_same(at->key, truth_names[i]) || at->type != JSON_BOOL)
			return false;
		*truths[i] = at->truth;
	}
	return !at;
}

static bool
take_policy(struct reading *r, const struct json *value)
{
	struct err why = { .code = ERR_NONE };

	if (!policy_take(value, &r->entry->policy))
		return refuse(r, "has no policy");
	if (!policy_good(&r->entry->policy, &why) ||
	    (r->before && !policy_raised(&r->entry->policy, &r->before->policy, &why)))
		return refuse(r, "has a policy that can't be: %s", why.text);
	return true;
}

/* What it says of itself must be what the entry says; the rest is read with the plan at hand. */
static bool
take_published(struct reading *r, const struct json *value)
{
	const struct json *number = json_get(value, "release"),
			  *responses = json_get(value, "responses");
	bool same = value->type == JSON_MAP && number && responses &&
		    number->type == JSON_NUMBER && number->whole &&
		    number->integer == r->entry->line.number;

	if (same && r->entry->responses < 0)
		same = responses->type == JSON_NULL_;
	else if (same)
		same = responses->type == JSON_NUMBER && responses->whole &&
		       responses->integer == r->entry->responses;
	r->entry->published = value;
	return same || refuse(r, "holds another release than it says");
}

static bool
take_previous(struct reading *r, const struct json *value)
{
	if (!is_text(value, r->before ? r->before->hash : ""))
		return r->before
			       ? refuse(r,
					"does not follow entry %u: one of them was altered",
					r->before->line.number)
			       : refuse(r, "is not the first that there was");
	r->entry->previous = value->text;
	return true;
}

static bool
take_hash(struct reading *r, const struct json *value)
{
	r->entry->hash = value->text; /* compared already, with the bytes */
	return true;
}

static bool
take_quotes(struct reading *r, const struct json *value)
{
	if (!is_hex(value))
		return refuse(r, "does not say what it quotes");
	r->entry->quotes = value->text;
	return true;
}

static bool
take_codes(struct reading *r, const struct json *value)
{
	if (!is_hex(value))
		return refuse(r, "does not say what it tells of coding");
	r->entry->codes = value->text;
	return true;
}

static bool
take_stands(struct reading *r, const struct json *value)
{
	if (!is_hex(value))
		return refuse(r, "does not say which codings it counts");
	r->entry->stands = value->text;
	return true;
}

static bool
take_beside(struct reading *r, const struct json *value)
{
	if (!is_hex(value))
		return refuse(r, "does not say what stands beside its numbers");
	r->entry->beside = value->text;
	return true;
}

static bool
take_released_by(struct reading *r, const struct json *value)
{
	r->entry->two_people = is_text(value, TWO_PEOPLE);
	return r->entry->two_people || refuse(r, "does not say who released it");
}

static const struct {
	const char *name;
	member_fn *take;
	bool may_lack; /* where there is nothing to say */
} members[] = {
	{ "canvass", take_kind, false },
	{ "survey", take_survey, false },
	{ "release", take_release, false },
	{ "batches", take_batches, false },
	{ "responses", take_responses, false },
	{ "responses_held", take_responses_held, true },
	{ "released", take_released, false },
	{ "form", take_form, false },
	{ "plan", take_plan, false },
	{ "policy", take_policy, false },
	{ "quotes", take_quotes, true },
	{ "codes", take_codes, true },
	{ "stands", take_stands, true },
	{ "beside", take_beside, true },
	{ "released_by", take_released_by, true },
	{ "published", take_published, false },
	{ "previous", take_previous, false },
	{ "hash", take_hash, false },
};

/* ---- entries --------------------------------------------------------------------- */

/* Looked at as bytes, before anything in it is believed. */
static bool
hash_good(const char *text, size_t len)
{
	char hash[HEX + 1];
	const char *tail;

	if (len <= HASH_TAIL)
		return false;
	tail = text + len - HASH_TAIL;
	if (memcmp(tail, hash_before, sizeof(hash_before) - 1) != 0 ||
	    memcmp(text + len - 2, hash_after, sizeof(hash_after) - 1) != 0)
		return false;
	line_hash(text, len - HASH_TAIL, hash);
	return memcmp(hash, tail + sizeof(hash_before) - 1, HEX) == 0;
}

static bool
entry_read(struct reading *r, struct arena *a)
{
	const struct release_line *line = &r->entry->line;
	const struct json *map, *at;

	if (line->len > LEDGER_LINE)
		return refuse(r, "is larger than %d bytes", LEDGER_LINE);
	if (!line->len || line->text[line->len - 1] != '}')
		return refuse(r, "is cut short");
	map = json_parse(line->text, line->len, a, NULL);
	if (!map || map->type != JSON_MAP)
		return refuse(r, "was altered, or is none");
	at = json_get(map, "canvass");
	if (!at)
		return refuse(r, "is none: it has no member \"canvass\"");
	if (!take_kind(r, at))
		return false;
	if (!hash_good(line->text, line->len))
		return refuse(r, "was altered: its hash is not that of what it says");
	at = map->first;
	r->entry->quotes = r->entry->codes = r->entry->stands = r->entry->beside = "";
	for (size_t i = 0; i < ARRAY_LEN(members); i++) {
		bool there = at && str_same(at->key, members[i].name);

		if (!there && members[i].may_lack)
			continue;
		if (!there)
			return refuse(r, "has no \"%s\" where it belongs",
				      members[i].name);
		if (!members[i].take(r, at))
			return false;
		at = at->next;
	}
	return !at || refuse(r, "says more than it can");
}

bool
ledger_read(struct ledger *out, const struct release_line *lines, size_t count,
	    struct arena *a, struct err *err)
{
	struct ledger_entry *entries;

	if (count > LEDGER_ENTRIES)
		return err_set(err, ERR_INPUT, "%s: over %d entries", out->from,
			       LEDGER_ENTRIES);
	entries = arena_array(a, struct ledger_entry, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct reading r = { out, i ? &entries[i - 1] : NULL, &entries[i], err };

		entries[i].line = lines[i];
		entries[i].line.number = (unsigned)i + 1;
		/* A number of the store that jumps is a row that is gone. */
		if (lines[i].number != i + 1)
			return refuse(&r, "is missing: release %u stands in its place",
				      lines[i].number);
		if (!entry_read(&r, a))
			return false;
	}
	out->entries = entries;
	out->count = count;
	return true;
}

bool
ledger_parse(struct ledger *out, const char *text, size_t len, struct arena *a,
	     struct err *err)
{
	struct release_line *lines;
	size_t count = 0;
	const char *end;

	if (!len || text[len - 1] != '\n') {
		for (size_t i = 0; i < len; i++)
			count += text[i] == '\n';
		return err_set(err, ERR_INPUT,
			       "%s: entry %zu is cut short: the file ends within it",
			       out->from, count + 1);
	}
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\n' && ++count > LEDGER_ENTRIES)
			return err_set(err, ERR_INPUT, "%s: over %d entries", out->from,
				       LEDGER_ENTRIES);
	lines = arena_array(a, struct release_line, count + 1);
	for (size_t i = 0; i < count; i++) {
		end = memchr(text, '\n', len);
		lines[i] = (struct release_line){ .number = (unsigned)i + 1,
						  .text = text,
						  .len = (size_t)(end - text) };
		len -= lines[i].len + 1;
		text = end + 1;
	}
	return ledger_read(out, lines, count, a, err);
}

bool
ledger_join(const struct ledger *one, const struct ledger *other,
	    const struct ledger **out, struct err *err)
{
	size_t count = one->count < other->count ? one->count : other->count;

	for (size_t i = 0; i < count; i++) {
		const struct release_line *a = &one->entries[i].line,
					  *b = &other->entries[i].line;

		if (a->len != b->len || memcmp(a->text, b->text, a->len) != 0)
			return err_set(
				err, ERR_INPUT,
				"%s and %s went different ways at entry %zu: two "
				"releases were made of %s without one knowing of the other",
				one->from, other->from, i + 1, one->survey);
	}
	*out = one->count >= other->count ? one : other;
	return true;
}

/* ---- one more -------------------------------------------------------------------- */

static void
put_member(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, ", \"%s\": ", name);
	json_put(out, text);
}

/* Where there is nothing to be hashed there is no such member. */
static void
put_hash(struct buf *out, const char *name, const char *hash)
{
	if (hash && hash[0])
		put_member(out, name, hash);
}

static void
put_policy(struct buf *out, const struct policy *policy)
{
	const unsigned numbers[] = { policy->threshold, policy->rounding, policy->base,
				     policy->whole, policy->increment };

	buf_puts(out, ", \"policy\": {");
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		buf_printf(out, "%s\"%s\": %u", i ? ", " : "", policy_numbers[i],
			   numbers[i]);
	buf_printf(out, ", \"strict\": %s, \"rehearsal\": %s}",
		   policy->strict ? "true" : "false",
		   policy->rehearsal ? "true" : "false");
}

static void
put_entry(const struct ledger *l, const struct ledger_entry *next,
	  const struct buf *published, struct buf *out)
{
	size_t len = published->len;
	char hash[HEX + 1], day[11];

	while (len && published->data[len - 1] == '\n')
		len--;
	day_format(next->day, day);
	buf_puts(out, "{\"canvass\": \"" KIND "\"");
	put_member(out, "survey", l->survey);
	buf_printf(out,
		   ", \"release\": %zu, \"batches\": %u, \"responses\": ", l->count + 1,
		   next->batches);
	if (next->responses < 0)
		buf_puts(out, "null");
	else
		buf_printf(out, "%d", next->responses);
	if (next->responses_held)
		buf_printf(out, ", \"responses_held\": %u", next->responses_held);
	put_member(out, "released", day);
	put_member(out, "form", l->form_hash);
	put_member(out, "plan", next->plan_hash);
	put_policy(out, &next->policy);
	put_hash(out, "quotes", next->quotes);
	put_hash(out, "codes", next->codes);
	put_hash(out, "stands", next->stands);
	put_hash(out, "beside", next->beside);
	if (next->two_people)
		put_member(out, "released_by", TWO_PEOPLE);
	buf_puts(out, ", \"published\": ");
	buf_put(out, published->data, len);
	put_member(out, "previous", l->count ? ledger_last(l)->hash : "");
	line_hash(out->data, out->len, hash);
	buf_printf(out, "%s%s%s", hash_before, hash, hash_after);
}

bool
ledger_grow(struct ledger *l, const struct ledger_entry *next,
	    const struct buf *published, struct arena *a, struct err *err)
{
	struct release_line *lines = arena_array(a, struct release_line, l->count + 1);
	SCOPED(buf) line;
	bool good;

	buf_init(&line, 0);
	put_entry(l, next, published, &line);
	for (size_t i = 0; i < l->count; i++)
		lines[i] = l->entries[i].line;
	lines[l->count] =
		(struct release_line){ .number = (unsigned)l->count + 1,
				       .text = arena_copy(a, line.data, line.len),
				       .len = line.len };
	good = ledger_read(l, lines, l->count + 1, a, err);
	return good || err_add(err, "the entry of this release is none");
}
