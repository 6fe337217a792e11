-- What commands may change in canvass.db.  Nothing is ever deleted here.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- A survey as it was opened.
-- name: survey_add
INSERT INTO survey (name, form_text, form_hash, state, expected, unconfirmed, invented, opened,
	closed, page_size, box_len, padded, check_key)
VALUES (:name, :form_text, :form_hash, :state, :expected, :unconfirmed, :invented, :opened,
	:closed, :page_size, :box_len, :padded, :check_key);

-- name: recipient_add
INSERT INTO recipient (survey, number, key, confirmed, canary, canary_hash)
VALUES (:survey, :number, :key, :confirmed, :canary, :canary_hash);

-- name: survey_state
UPDATE survey SET state = :state, opened = coalesce(:opened, opened),
	closed = coalesce(:closed, closed)
WHERE name = :name;

-- name: recipient_confirm
UPDATE recipient SET confirmed = 1 WHERE survey = :survey AND key = :key;

-- A code and where it hangs.  The headcount is the author's word; nothing here counts visits.
-- name: link_add
INSERT INTO link (code, survey, place, place_number, headcount, closed)
VALUES (:code, :survey, :place, :place_number, :headcount, :closed);

-- The open one first, if there is one.
-- name: place_taken
SELECT code, closed FROM link WHERE survey = :survey AND place = :place AND place <> ''
ORDER BY closed;

-- name: place_number_taken
SELECT code FROM link
WHERE survey = :survey AND place_number = :place_number AND place_number <> 0;

-- name: link_close
UPDATE link SET closed = 1 WHERE code = :code;
