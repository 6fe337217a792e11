/*
 * Trouble of the moment, handed upward in a struct err.  One table gives each kind its
 * HTTP status, its exit status and the words that a respondent may see; the text in the
 * struct is for the operator alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"

#undef err_set
#undef err_add

const struct err_kind err_kinds[ERR__COUNT] = {
	[ERR_NONE] = { .name = "none", .http = 200, .exit = 0, .say = "All is well." },
	[ERR_FOUND] = { .name = "found",
			.http = 422,
			.exit = 1,
			.say = "Something needs another look." },
	[ERR_USAGE] = { .name = "usage",
			.http = 400,
			.exit = 64,
			.say = "This request could not be understood." },
	[ERR_INPUT] = { .name = "input",
			.http = 422,
			.exit = 65,
			.say = "Some answers need another look." },
	[ERR_MISSING] = { .name = "missing",
			  .http = 404,
			  .exit = 66,
			  .say = "There is nothing at this address." },
	[ERR_UNAVAILABLE] = { .name = "unavailable",
			      .http = 503,
			      .exit = 69,
			      .say = "The survey cannot be reached just now." },
	[ERR_BUG] = { .name = "bug",
		      .http = 500,
		      .exit = 70,
		      .say = "Something went wrong on our side." },
	[ERR_CREATE] = { .name = "create",
			 .http = 503,
			 .exit = 73,
			 .say = "Your answers could not be stored just now." },
	[ERR_IO] = { .name = "io",
		     .http = 503,
		     .exit = 74,
		     .say = "We could not confirm that your answers are stored. They are "
			    "still here. Press Send again: they will count once." },
	[ERR_FULL] = { .name = "full",
		       .http = 503,
		       .exit = 74,
		       .say = "We could not confirm that your answers are stored. They are "
			      "still here. Press Send again: they will count once." },
	[ERR_BUSY] = { .name = "busy",
		       .http = 503,
		       .exit = 75,
		       .say = "They are still here. Press Send again: they will count once." },
	[ERR_DENIED] = { .name = "denied",
			 .http = 403,
			 .exit = 77,
			 .say = "This page is not open to you." },
	[ERR_CONFIG] = { .name = "config",
			 .http = 503,
			 .exit = 78,
			 .say = "The survey cannot be reached just now." },
};

bool
err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return false;
	err->code = code;
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	return false;
}

bool
err_add(struct err *err, const char *fmt, ...)
{
	char old[sizeof(err->text)];
	size_t len;
	va_list ap;

	if (!err)
		return false;
	memcpy(old, err->text, sizeof(old));
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	len = strlen(err->text);
	snprintf(err->text + len, sizeof(err->text) - len, ": %s", old);
	return false;
}
