import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { recipeIds, recipePlan } from '../../templates/recipes.ts'
import { templates } from '../../templates/registry.ts'
import { absoluteSource } from '../data/registry.ts'
import { checkTrainable } from '../training/trainable.ts'
import { exitCodeOf, jsonOption, setOption, wrongUsage } from './define.ts'
import type { CliCommand, Invocation } from './define.ts'
import { followData } from './follow-data.ts'
import { isTemplate, openNetwork } from './network.ts'
import { planFlags, planOptions, readPlan } from './plan-flags.ts'
import { readyRuntime, withServices } from './services.ts'
import { followImages, freezeAsked, freezeOption, tellStart, valuesOption } from './transfer.ts'
import { readAssignments, readFlag, requiredFlag, textFlag } from './values.ts'
import { watchTraining } from './watch-training.ts'

export const train: CliCommand = {
  usage: 'train [network]',
  description: { en: 'Train a template or file', zh: '训练模板或文件' },
  options: [
    {
      flag: '--data <source>',
      description: {
        en: 'mnist, shapes, folder:<dir>, csv:<file>, idx:<dir> or cifar10:<dir>',
        zh: 'mnist、shapes、folder:<目录>、csv:<文件>、idx:<目录> 或 cifar10:<目录>',
      },
    },
    setOption,
    {
      flag: '--recipe <id>',
      description: {
        en: 'general, or paper: as the template’s paper says; other flags change it',
        zh: 'general，或 paper：按模板的论文；其他参数可再作修改',
      },
    },
    ...planOptions,
    { flag: '--out <dir>', description: { en: 'The folder of this run', zh: '本次训练的文件夹' } },
    {
      flag: '--from <run or file>',
      description: {
        en: 'Begin with weights of a run, or of a Keras file (.h5, .keras), where they fit',
        zh: '以某次训练或 Keras 文件（.h5、.keras）中相符的权重开始',
      },
    },
    valuesOption,
    freezeOption,
    { flag: '--resume <run>', description: { en: 'Go on with a run, by id or folder', zh: '按编号或文件夹继续训练' } },
    jsonOption,
  ],
  async run(invocation) {
    const trained = await (invocation.options.resume === undefined ? trainNetwork(invocation) : resume(invocation))
    const { options, terminal } = invocation
    if (!trained.ok && options.json && exitCodeOf(trained) === 1) {
      terminal.printJson({ event: 'failed', reason: terminal.text(trained.failure.message) })
    }
    return trained
  },
}

async function trainNetwork(invocation: Invocation): Promise<Result<unknown>> {
  const { args, options, terminal, trainer } = invocation
  const [source] = args
  if (source === undefined) return wrongUsage({ en: 'Train which network?', zh: '请指定要训练的网络。' })
  const data = requiredFlag('--data', options.data)
  if (!data.ok) return data
  const given = readPlan(options)
  if (!given.ok) return given
  const assignments = readAssignments(options.set)
  if (!assignments.ok) return assignments
  const network = isTemplate(source)
    ? await followData(source, assignments.value, data.value)
    : await openNetwork(source, assignments.value)
  if (!network.ok) return network
  const { document, title } = network.value
  const recipe = readRecipe(options.recipe, document, given.value)
  if (!recipe.ok) return recipe
  const planned = {
    ...document,
    training: {
      ...planWithout(document, given.value.from),
      ...recipe.value,
      ...given.value,
      ...absoluteStart(given.value.from),
      data: absoluteSource(data.value),
    },
  }
  const out = textFlag(options.out)
  return withServices(trainer, async ({ runs, runtime }) => {
    const { from } = planned.training
    const carried = from === undefined ? undefined : await runs.carryOver(from, planned)
    if (carried && !carried.ok) return carried
    // A document that says itself what it begins with says how its images are to be, too.
    const begun = given.value.from === undefined ? undefined : carried?.value
    const telling = { given: options.imageValues, terminal, json: Boolean(options.json) }
    const prepared = followImages(planned, begun, telling)
    if (!prepared.ok) return prepared
    const frozen = freezeAsked(prepared.value, options.freeze, carried?.value)
    if (!frozen.ok) return frozen
    // Said before TensorFlow is fetched, which takes minutes.
    const trainable = await checkTrainable(frozen.value)
    if (!trainable.ok) return trainable
    if (carried && carried.value.kept.length > 0)
      tellStart(carried.value, frozen.value, terminal, Boolean(options.json))
    const ready = await readyRuntime(runtime, terminal)
    if (!ready.ok) return ready
    const directory = out === undefined ? undefined : resolve(out)
    const started = await runs.start({ title, document: frozen.value, directory })
    if (!started.ok) return started
    return watchTraining(runs, started.value.run, terminal, Boolean(options.json))
  })
}

/** A document's plan, but for how its own file orders the colours, which says nothing of another. */
function planWithout({ training }: LoomDocument, from: string | undefined): Plan {
  const { fromChannels: _, ...others } = training
  return from === undefined ? training : others
}

/** The path of a file or of a run's folder as others find it too; a run's id stays. */
const absoluteStart = (from: string | undefined): Partial<Plan> =>
  from !== undefined && existsSync(from) ? { from: resolve(from) } : {}

/** What a recipe of the network's template wants of a plan, for batches as large as they are going to be. */
function readRecipe(given: unknown, { template, training }: LoomDocument, plan: Partial<Plan>): Result<Partial<Plan>> {
  const id = readFlag('--recipe', z.enum(recipeIds), given)
  if (!id.ok) return id
  if (id.value === undefined) return ok({})
  const known = template && templates[template.id]
  const recipe = known && recipePlan(known, id.value, { ...training, ...plan })
  if (recipe) return ok(recipe)
  return wrongUsage({
    en: `There is no recipe “${id.value}” for this network.`,
    zh: `该网络没有训练方案“${id.value}”。`,
  })
}

/** Goes on with a run. Only the number of epochs can change: everything else is the run's own. */
async function resume(invocation: Invocation): Promise<Result<unknown>> {
  const { args, options, terminal, trainer } = invocation
  const others = planFlags.map(({ option }) => option).filter((option) => option !== 'epochs')
  const unfit = ['set', 'out', 'freeze', 'imageValues', 'recipe', ...others].find((name) => options[name] !== undefined)
  if (args[0] !== undefined || unfit !== undefined) {
    return wrongUsage({
      en: 'A resumed run keeps its network and plan: only --epochs goes with --resume.',
      zh: '继续训练时网络与计划保持不变：--resume 只能与 --epochs 同用。',
    })
  }
  const epochs = readFlag('--epochs', Plan.shape.epochs, options.epochs)
  if (!epochs.ok) return epochs
  return withServices(trainer, async ({ runs, runtime }) => {
    const run = await runs.find(textFlag(options.resume)!)
    if (!run.ok) return run
    const ready = await readyRuntime(runtime, terminal)
    if (!ready.ok) return ready
    const resumed = await runs.resume(run.value.id, { epochs: epochs.value })
    if (!resumed.ok) return resumed
    return watchTraining(runs, run.value.id, terminal, Boolean(options.json))
  })
}
