delete from notes where body = 'seeded';
