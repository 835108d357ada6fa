// node validate.mjs DOCUMENT.json ROOT.json OTHER.json …: validates a document by the first of the schemas; the others are
// what it refers to. Ends with 1, after a line for each thing that is wrong, where the document is not valid.
import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

const read = file => JSON.parse(readFileSync(file, 'utf8'))
const [document, root, ...others] = process.argv.slice(2)
// The patterns of DCAT-US are none under the u flag.
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false })
formats.default(ajv)
// RFC 3987, as far as a form can tell; ajv-formats has none.
ajv.addFormat('iri', /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/)
for (const other of others) ajv.addSchema(read(other))
const validate = ajv.compile(read(root))
if (validate(read(document))) {
  console.log('valid')
} else {
  for (const error of validate.errors.slice(0, 50)) console.log(error.instancePath || '/', error.message)
  process.exitCode = 1
}
