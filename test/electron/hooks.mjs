import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import typescript from 'typescript'

const double = new URL('./double/electron.ts', import.meta.url).href
const compilerOptions = { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022 }

export const resolve = (specifier, context, next) =>
  specifier === 'electron' ? { shortCircuit: true, url: double } : next(specifier, context)

/** Node 20 runs no TypeScript: the types are taken off here. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const source = await readFile(fileURLToPath(url), 'utf8')
  return {
    shortCircuit: true,
    format: 'module',
    source: typescript.transpileModule(source, { compilerOptions }).outputText,
  }
}
