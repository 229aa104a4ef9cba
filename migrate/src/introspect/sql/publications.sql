select p.oid, p.pubname as name, p.pubowner as owner, p.puballtables as is_for_all_tables, p.pubviaroot as is_via_root,
  p.pubinsert as inserts, p.pubupdate as updates, p.pubdelete as deletes, p.pubtruncate as truncates,
  'n' as generated_columns, --@ < 18
  p.pubgencols::text as generated_columns, --@ >= 18
  array(select n.nspname::text from pg_publication_namespace s join pg_namespace n on n.oid = s.pnnspid
    where s.pnpubid = p.oid order by n.nspname) as schemas
from pg_publication p
where not exists (
  select from pg_depend e where e.classid = 'pg_publication'::regclass and e.objid = p.oid and e.deptype = 'e')
order by p.pubname
