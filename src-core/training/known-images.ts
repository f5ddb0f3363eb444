import { z } from 'zod'
import { sameJson } from '../document/same-json.ts'
import type { Text } from '../text.ts'
import { normalizations, plain } from './augmentation.ts'
import type { Normalization } from './augmentation.ts'
import type { CarryOver } from './carry-over.ts'
import type { Plan } from './plan.ts'
import { asPublished, publishedText } from './published-weights.ts'

/** How images were normalized in the training whose weights a run has. */
export const TrainedOn = z.strictObject({
  title: z.string(),
  /** Of values from 0 to 1; for every channel or for all. */
  mean: z.array(z.number()),
  deviation: z.array(z.number()),
})
export type TrainedOn = z.output<typeof TrainedOn>

/** What is known of the images that the weights were trained on which a network begins with. */
export interface KnownImages {
  said: Text
  /** What a plan says where images are to have these values. */
  images: Pick<Plan, 'augmentation' | 'fromChannels'>
  /** Whether it is certain enough to go by. */
  isSure: boolean
}

/** Nothing where nothing is known, or where a run's images were as the plan has them. */
export function knownImages({ published, trainedOn }: CarryOver, plan: Plan): KnownImages | undefined {
  if (published) {
    // What is known by its layers alone may be a person's own.
    return { said: publishedText(published), images: asPublished(plan, published), isSure: published.by === 'file' }
  }
  if (!trainedOn) return undefined
  const { mean, deviation } = trainedOn
  const images = { augmentation: { ...(plan.augmentation ?? plain), mean, deviation } }
  return givesImages(plan, images) ? undefined : { said: trainedText(trainedOn), images, isSure: true }
}

/** Whether a plan gives images such values already, and has a file's first kernels turned to them. */
export function givesImages(plan: Plan, { augmentation = plain, fromChannels }: KnownImages['images']): boolean {
  const { mean, deviation } = plan.augmentation ?? plain
  const order = plan.fromChannels ?? 'rgb'
  return sameJson([mean, deviation, order], [augmentation.mean, augmentation.deviation, fromChannels ?? order])
}

function trainedText({ title, mean, deviation }: TrainedOn): Text {
  const name = (Object.keys(normalizations) as Normalization[]).find((one) =>
    sameJson([normalizations[one].mean, normalizations[one].deviation], [mean, deviation]),
  )
  const list = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(4))).join(', ')
  const values: Text = name
    ? normalizations[name].label
    : {
        en: `mean ${list(mean)}, deviation ${list(deviation)}`,
        zh: `均值 ${list(mean)}，标准差 ${list(deviation)}`,
      }
  return {
    en: `The images of “${title}” were normalized as “${values.en}”, those of this plan are not.`,
    zh: `“${title}”的图像按“${values.zh}”归一化，当前计划的图像则不是。`,
  }
}
