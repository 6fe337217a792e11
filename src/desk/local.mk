# The desk: pages for the evaluation team and facilitators.  A part of the program beside src/app,
# which knows no more of it than desk.h.
# SPDX-License-Identifier: AGPL-3.0-or-later

desk_sources = src/desk/desk.h src/desk/page.h src/desk/routes.c src/desk/desk.c src/desk/home.c
EXTRA_DIST += src/desk/routes_people.rows src/desk/routes_surveys.rows src/desk/routes_coding.rows \
	src/desk/routes_release.rows src/desk/routes_rooms.rows

# The desk as a whole, its keys, what stands round each page.
desk_sources += src/desk/internal.h src/desk/sitting.h src/desk/frame.c src/desk/keys.c src/desk/parts.c src/desk/unlock.c
# Who may pass: sessions, tokens, the gate.
desk_sources += src/desk/session.h src/desk/session.c src/desk/token.c src/desk/visit.h src/desk/visit.c src/desk/gate.c src/desk/prove.c \
	src/desk/delay.h src/desk/delay.c
# People: signing in, invitations, their own pages, what they did.
desk_sources += src/desk/people.h src/desk/people.c src/desk/signin.c src/desk/invite.c src/desk/account.c src/desk/audit.c
# Surveys, their forms, links and posters; forms of the workspace; backup.
desk_sources += src/desk/surveys.h src/desk/surveys.c src/desk/survey.c src/desk/files.c src/desk/forms.c src/desk/forms_show.c \
	src/desk/forms_preview.c src/desk/links.c src/desk/posters.h src/desk/posters.c src/desk/posters_draw.c src/desk/posters_pack.c \
	src/desk/backup.c
# Comments: coding, agreement, the codebook, quotes.
desk_sources += src/desk/coding.h src/desk/coding.c src/desk/coding_open.c src/desk/coding_parts.c src/desk/agree.c src/desk/agree_settle.c \
	src/desk/book.c src/desk/quotes.h src/desk/quotes.c src/desk/quotes_one.c
# Releases: drafts, proposals, what was released, waves, comparison.
desk_sources += src/desk/release.h src/desk/release.c src/desk/release_published.c src/desk/release_order.c \
	src/desk/release_trial.c src/desk/release_draft.c src/desk/proposal.c src/desk/released.c src/desk/ledger.c \
	src/desk/board.c src/desk/compare.c src/desk/waves.c
# Rooms: the follower, the facilitator's page, the wall.
desk_sources += src/desk/room.h src/desk/room_follow.h src/desk/room_follow.c src/desk/room_watch.c src/desk/room_upkeep.c \
	src/desk/room_told.c src/desk/room_load.c src/desk/room_timer.c src/desk/room_html.c src/desk/room_join.c src/desk/room_list.c \
	src/desk/room_console.c src/desk/room_now.c src/desk/room_act.c src/desk/room_queue.c src/desk/room_scribe.c \
	src/desk/room_record.c src/desk/room_script.c src/desk/room_results.c src/desk/room_wall.c \
	src/desk/room_leaving.c src/desk/room_compare.c
