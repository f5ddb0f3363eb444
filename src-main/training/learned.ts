import { join } from 'node:path'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { Plan } from '../../src-core/training/plan.ts'
import type { WeightsOrigin } from '../../src-core/training/run.ts'
import { objectiveOf } from './loss.ts'
import { assign, buildNetwork } from './network.ts'
import type { Network } from './network.ts'
import type { Work } from './orders.ts'
import { files, readPlan, readRunDocument } from './store.ts'
import { readWeights } from './weights.ts'

/** What a run trains, and how. */
export interface RunContent {
  document: LoomDocument
  plan: Plan
}

export async function readRunContent(directory: string): Promise<Result<RunContent>> {
  const document = await readRunDocument(directory)
  if (!document.ok) return document
  const plan = readPlan(directory)
  return plan ? ok({ document: document.value, plan }) : noPlan(join(directory, files.plan))
}

/** A run's network with what it has learned, to be measured or asked and not to be trained. */
export async function buildLearned(
  directory: string,
  { document, plan }: RunContent,
  { weights: which, load }: { weights: ReportedEpoch; load: Work['load'] },
): Promise<Result<{ network: Network; weights: WeightsOrigin }>> {
  const learned = await readWeights(directory, which)
  if (!learned.ok) return learned
  const engine = await load()
  if (!engine.ok) return engine
  const { tf } = engine.value
  const objective = objectiveOf({ ...plan, classWeights: 'none' })
  const network = buildNetwork(tf, document, { seed: plan.seed, objective })
  if (!network.ok) return network
  const assigned = assign(tf, network.value.weights, learned.value.weights)
  return assigned.ok ? ok({ network: network.value, weights: learned.value.origin }) : assigned
}

const noPlan = (path: string) =>
  fail(
    'no-plan',
    { en: `The run has no plan that can be read: ${path}.`, zh: `无法读取该训练的计划：${path}。` },
    { en: 'Start a new run of this network.', zh: '请为该网络开始一次新的训练。' },
  )
