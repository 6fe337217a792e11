-- What the desk and `user` may change in desk.db.  What somebody did is added to, never changed.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: person_add
INSERT INTO person (name, roles, disabled, enrolled, password, totp, totp_last, invite, invite_until)
VALUES (:name, :roles, :disabled, :enrolled, :password, :totp, :totp_last, :invite, :invite_until);

-- Who was disabled stays so, whatever was read before.
-- name: person_put
UPDATE person SET roles = :roles, disabled = disabled | :disabled, enrolled = :enrolled,
	password = :password, totp = :totp, totp_last = :totp_last, invite = :invite,
	invite_until = :invite_until
WHERE name = :name;

-- name: person_scope_add
INSERT INTO person_scope (person, name) VALUES (:person, :name);

-- name: person_scope_drop
DELETE FROM person_scope WHERE person = :person;

-- Changes no row if the code of that half-minute, or of a later one, was used.
-- name: person_totp_use
UPDATE person SET totp_last = :step WHERE name = :name AND totp_last < :step;

-- name: act_add
INSERT INTO act (at, person, act, subject, words) VALUES (:at, :person, :act, :subject, :words);

-- name: proposal_add
INSERT INTO proposal (survey, by, wanted, digest, state, second, at)
VALUES (:survey, :by, :wanted, :digest, 0, '', :at);

-- name: proposal_number
SELECT max(number) FROM proposal;

-- Changes no row if it is not open any more.
-- name: proposal_end
UPDATE proposal SET state = :state, second = :second WHERE number = :number AND state = 0;

-- name: timer_put
INSERT INTO timer (room, ends, left) VALUES (:room, :ends, :left)
ON CONFLICT (room) DO UPDATE SET ends = :ends, left = :left;

-- name: timer_drop
DELETE FROM timer WHERE room = :room;
