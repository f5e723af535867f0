CREATE TABLE raven (
    id ${identity},
    name TEXT NOT NULL
);
