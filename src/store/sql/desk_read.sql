-- What is read of desk.db.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: person_get
SELECT name, roles, disabled, enrolled, password, totp, totp_last, invite, invite_until
FROM person WHERE name = :name;

-- name: person_by_invite
SELECT name, roles, disabled, enrolled, password, totp, totp_last, invite, invite_until
FROM person WHERE invite = :invite;

-- name: person_all
SELECT name, roles, disabled, enrolled, password, totp, totp_last, invite, invite_until
FROM person ORDER BY name;

-- name: person_scopes
SELECT name FROM person_scope WHERE person = :person ORDER BY name;

-- Of all, or of one subject.
-- name: act_list
SELECT number, at, person, act, subject, words FROM act
WHERE number < :before AND (:subject IS NULL OR subject = :subject) ORDER BY number DESC LIMIT :most;

-- All, or those of one survey.
-- name: proposal_all
SELECT number, survey, by, wanted, digest, state, second, at FROM proposal
WHERE :survey IS NULL OR survey = :survey ORDER BY number;

-- name: timer_get
SELECT ends, left FROM timer WHERE room = :room;
