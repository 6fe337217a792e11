-- What the door and the listing commands may ask of canvass.db.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: survey_get
SELECT name, form_text, form_hash, state, expected, unconfirmed, invented, opened, closed,
	page_size, box_len, padded, check_key
FROM survey WHERE name = :name;

-- name: survey_names
SELECT name FROM survey ORDER BY name;

-- name: recipient_all
SELECT key, confirmed, canary, canary_hash FROM recipient WHERE survey = :survey ORDER BY number;

-- name: link_get
SELECT code, survey, place, place_number, headcount, closed FROM link WHERE code = :code;

-- Of one survey, or of all.
-- name: link_all
SELECT code, survey, place, place_number, headcount, closed FROM link
WHERE :survey IS NULL OR survey = :survey ORDER BY survey, place, code;
