/*
 * Redaction at the door: who wrote something sees on the check page what could tell who somebody
 * is, and decides.  Words are looked through in memory, for this one reply; that they were shown
 * stands in the draft, as a digest, and nowhere else.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

const struct marks *
caller_marks(struct caller *c)
{
	if (!c->marks)
		c->marks = marks_find(prepared_redactor(c->survey->prepared),
				      c->walk->answers, c->arena);
	return c->marks;
}

bool
caller_refused(struct caller *c)
{
	return c->walk->at.stage == STAGE_CHECK && c->survey->form->privacy.refuse &&
	       caller_marks(c)->certain;
}

bool
caller_must_look(struct caller *c)
{
	const struct form *form = c->survey->form;
	bool here = c->walk->at.stage == STAGE_CHECK;
	const struct marks *marks;

	/* From a question's page: with a check page and without a refusal, all may be sent. */
	if (!here && form->check_answers)
		return form->privacy.refuse;
	marks = caller_marks(c);
	if (form->privacy.refuse && marks->certain)
		return true;
	/* Other words than were shown, or none shown: they are to be seen before they are sent. */
	return marks->count && marks->digest != c->walk->warned;
}
