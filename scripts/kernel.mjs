// `node scripts/kernel.mjs`: assembles src-main/data/kernel.wat and writes it as TypeScript, so that nothing has to be
// assembled where it runs. A test holds the two to each other.
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import wabt from 'wabt'

const data = resolve(import.meta.dirname, '../src-main/data')
const source = await readFile(resolve(data, 'kernel.wat'), 'utf8')
const module = (await wabt()).parseWat('kernel.wat', source, { simd: true })
module.validate()
const text = Buffer.from(module.toBinary({}).buffer).toString('base64')
const lines = text.match(/.{1,110}/g).map((line) => `  '${line}'`)
await writeFile(
  resolve(data, 'kernel-code.ts'),
  `/** What \`scripts/kernel.mjs\` made of \`kernel.wat\`, in base64. */\nexport const kernelCode =\n${lines.join(' +\n')}\n`,
)
