// node validate.mjs SHAPES.ttl PAGE.ttl …: what in each page breaks the shapes, a line each; ends with 1 where anything does.
import { readFileSync } from 'node:fs'
import { Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'

const read = file => new Store(new Parser({ baseIRI: 'http://localhost/' }).parse(readFileSync(file, 'utf8')))
const [shapes, ...pages] = process.argv.slice(2)
const validator = new Validator(read(shapes))
let broken = 0
for (const page of pages) {
  const report = await validator.validate(read(page))
  for (const result of report.results) {
    broken++
    console.log([page, result.focusNode, result.path, result.sourceConstraintComponent].map(at => at?.value ?? at).join(' '))
  }
}
console.log(`${pages.length} pages, ${broken} violations`)
process.exitCode = broken > 0 || pages.length === 0 ? 1 : 0
