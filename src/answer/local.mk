# What was said, checked.
# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += libanswer.a
libanswer_a_SOURCES = %D%/answer.h %D%/internal.h %D%/pairs.c %D%/text.c %D%/say.c %D%/walk.c \
	%D%/kinds.c %D%/accept.c %D%/accept_choose_one.c %D%/accept_choose_any.c \
	%D%/accept_scale.c %D%/accept_number.c %D%/accept_month.c %D%/accept_rank.c \
	%D%/accept_short_text.c %D%/accept_long_text.c %D%/accept_json.c %D%/record.c %D%/draft.c
