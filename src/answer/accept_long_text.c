/*
 * `long text`: a box of words; also what both kinds of text share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

void
text_post(struct posted *p)
{
	const char *typed = pairs_get(p->pairs, p->q->id);

	if (typed)
		text_put(p->value, p->arena, typed, strlen(typed),
			 p->q->kind == KIND_SHORT_TEXT);
	p->value->state = p->value->text ? VALUE_SET : VALUE_NONE;
	if (posted_twice(p->pairs, p->q->id))
		p->trouble.say = SAY_ONE_ONLY;
}

bool
text_tell(struct told *t, const struct json *v)
{
	char *clean;
	size_t len;

	if (v->type != JSON_STRING_)
		return told_wrong(t, "a text is wanted");
	clean = arena_alloc(t->arena, v->len + 1, 1);
	len = text_clean(clean, v->text, v->len);
	text_put(t->value, t->arena, clean, len, t->q->kind != KIND_LONG_TEXT);
	if (form_kinds[t->q->kind].text)
		t->value->state = t->value->text ? VALUE_SET : VALUE_NONE;
	return true;
}

bool
text_check(const struct question *q, const struct value *v, struct arena *a,
	   unsigned lang, struct trouble *out)
{
	(void)lang;
	return !text_too_long(q, v, a, out);
}

const char *
text_field(const struct question *q, struct arena *a)
{
	(void)a;
	return q->id;
}

/* Nothing of a text has a fixed width: see record.c. */
void
text_pack(const struct question *q, const struct value *v, struct buf *out)
{
	(void)q;
	(void)v;
	(void)out;
}

bool
text_unpack(const struct question *q, struct cut *c, struct value *v)
{
	(void)q;
	(void)c;
	(void)v;
	return true;
}

void
text_words(const struct question *q, const struct value *v, unsigned lang,
	   struct buf *out)
{
	(void)q;
	(void)lang;
	buf_put(out, v->text, v->len);
}

const struct answer_kind answer_long_text = {
	.post = text_post,
	.tell = text_tell,
	.check = text_check,
	.field = text_field,
	.pack = text_pack,
	.unpack = text_unpack,
	.words = text_words,
};
