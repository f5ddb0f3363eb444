import { expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { documentVersion } from '../../src-core/document/schema.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { scopeShowing } from './scope.ts'

const layer = (parent?: string) => ({ type: 'layer' as const, kind: 'flatten', params: {}, parent })
const block = (folded: boolean, parent?: string) => ({ type: 'block' as const, folded, parent })

/** in → stem { a, open { b }, shut { c } } → out */
const document: LoomDocument = {
  format: 'layerloom',
  version: documentVersion,
  nodes: {
    in: layer(),
    stem: block(false),
    a: layer('stem'),
    open: block(false, 'stem'),
    b: layer('open'),
    shut: block(true, 'stem'),
    c: layer('shut'),
    out: layer(),
  },
  edges: {
    'in->a#0': { source: 'in', target: 'a', targetInput: 0 },
    'b->c#0': { source: 'b', target: 'c', targetInput: 0 },
  },
  layout: {},
  training: Plan.parse({}),
}

test.each([
  // what, from where, what is entered
  ['in', '', ''],
  ['a', '', ''],
  ['b', '', ''],
  ['b', 'stem', 'stem'],
  ['c', '', 'shut'],
  ['c', 'stem', 'shut'],
  ['c', 'shut', 'shut'],
  ['in', 'stem', ''],
  ['a', 'shut', 'stem'],
  ['shut', '', ''],
  ['in->a#0', '', ''],
  ['in->a#0', 'stem', ''],
  ['b->c#0', '', ''],
  ['b->c#0', 'open', 'stem'],
  ['gone', 'stem', 'stem'],
])('%s from “%s” is shown in “%s”', (id, scope, expected) => expect(scopeShowing(document, id, scope)).toBe(expected))
