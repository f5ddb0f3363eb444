import { useEffect, useRef } from 'react'
import type { ClassReport, Thumbnail } from '../../src-core/training/classes.ts'
import { useT } from '../i18n/locale.ts'
import { formatPercent } from '../training/format.ts'

/** The examples that the network was surest of and wrong about. */
export function Mistakes({ report: { mistakes, classes } }: { report: ClassReport }) {
  const t = useT()
  return (
    <ul className="mistakes">
      {mistakes.map(({ index, truth, predicted, confidence, truthConfidence, image }) => {
        const [is, said] = [classes[truth]!, classes[predicted]!]
        return (
          <li
            key={index}
            title={t({
              en: `Example ${index}. ${said.en}: ${formatPercent(confidence)}; ${is.en}: ${formatPercent(truthConfidence)}`,
              zh: `样本 ${index}。${said.zh}：${formatPercent(confidence)}；${is.zh}：${formatPercent(truthConfidence)}`,
            })}
          >
            {image && <Picture image={image} />}
            <p>
              {t({ en: `${is.en}, taken for`, zh: `${is.zh}，误判为` })} <b>{t(said)}</b>
              <small>{formatPercent(confidence)}</small>
            </p>
          </li>
        )
      })}
    </ul>
  )
}

function Picture({ image }: { image: Thumbnail }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => draw(canvas.current!, image), [image])
  return <canvas ref={canvas} width={image.width} height={image.height} aria-hidden />
}

function draw(canvas: HTMLCanvasElement, { width, height, channels, pixels }: Thumbnail) {
  const bytes = atob(pixels)
  const data = new ImageData(width, height)
  for (let i = 0; i < width * height; i += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      data.data[4 * i + channel] = bytes.charCodeAt(channels === 1 ? i : 3 * i + channel)
    }
    data.data[4 * i + 3] = 255
  }
  canvas.getContext('2d')!.putImageData(data, 0, 0)
}
