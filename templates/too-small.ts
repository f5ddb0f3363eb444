import type { Text } from '../src-core/text.ts'
import type { Built } from './define.ts'

interface Refused {
  /** Of the network. */
  title: Text
  inputSize: number
  /** The smallest height and width that it takes. */
  smallest: number
  /** Why, after a colon. */
  because: Text
}

/** Why a network cannot be built for images so small. */
export const tooSmall = ({ title, inputSize, smallest, because }: Refused): Built => ({
  ok: false,
  option: 'inputSize',
  message: {
    en: `${title.en} needs images of at least ${smallest}×${smallest}, not ${inputSize}×${inputSize}: ${because.en}.`,
    zh: `${title.zh} 需要至少 ${smallest}×${smallest} 的图像，而不是 ${inputSize}×${inputSize}：${because.zh}。`,
  },
})

export const halvesFiveTimes: Text = { en: 'it halves them five times', zh: '图像会被减半五次' }
