import type { LoomDocument } from '../../src-core/document/schema.ts'
import { branched, deep, mobile, shuffled } from '../exports/networks.ts'

/** Networks that no template makes. */
export const edited: [string, LoomDocument][] = [
  ['branches in branches', branched(4)],
  ['layers of mobile networks', mobile],
  ['layers that Keras says by several', shuffled],
  ['thirty blocks', deep],
]
