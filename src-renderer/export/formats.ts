import type { ExportFormat } from '../../src-core/contract/contract.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'

interface FormatCard {
  title: Text
  /** What lies on the disk afterwards. */
  writes: string
  purpose: Text
  /** Of a format that is one file; a format without one is a folder. */
  extension?: string
  /** Added to the network's name for the suggested one. */
  suffix: string
}

/** What a person needs to know to choose a format. */
export const formats: Readonly<Record<ExportFormat, FormatCard>> = {
  keras: {
    title: same('Keras'),
    writes: '.keras',
    purpose: {
      en: 'For Python. keras.models.load_model opens it as it is, to go on training or to predict.',
      zh: '用于 Python。可直接用 keras.models.load_model 打开，继续训练或进行预测。',
    },
    extension: 'keras',
    suffix: '.keras',
  },
  h5: {
    title: same('Keras HDF5'),
    writes: '.h5',
    purpose: {
      en: 'For older programs: the whole model as Keras 2 wrote it, which Keras 3 opens too.',
      zh: '用于较旧的程序：Keras 2 格式的完整模型，Keras 3 也能打开。',
    },
    extension: 'h5',
    suffix: '.h5',
  },
  'h5-weights': {
    title: { en: 'Keras weights', zh: 'Keras 权重' },
    writes: '.h5',
    purpose: {
      en: 'The weights alone, as keras.applications has them: model.load_weights fits them to the same network in Python.',
      zh: '仅含权重，布局与 keras.applications 相同：在 Python 中用 model.load_weights 载入相同的网络。',
    },
    extension: 'h5',
    suffix: '-weights.h5',
  },
  savedmodel: {
    title: same('SavedModel'),
    writes: 'saved_model.pb',
    purpose: {
      en: 'For serving: a folder that TensorFlow Serving and tf.saved_model.load take, with batches of any size. Only to predict.',
      zh: '用于部署：导出为文件夹，可由 TensorFlow Serving 和 tf.saved_model.load 加载，批量大小不限。仅供预测。',
    },
    suffix: '-savedmodel',
  },
  tfjs: {
    title: same('TensorFlow.js'),
    writes: 'model.json + .bin',
    purpose: {
      en: 'For web pages and Node.js. A folder that tf.loadLayersModel reads.',
      zh: '用于网页与 Node.js。导出为文件夹，可用 tf.loadLayersModel 加载。',
    },
    suffix: '-tfjs',
  },
  'tfjs-graph': {
    title: { en: 'TensorFlow.js graph', zh: 'TensorFlow.js 计算图' },
    writes: 'model.json + .bin',
    purpose: {
      en: 'For web pages and Node.js, every layer included. A folder that tf.loadGraphModel reads, only to predict.',
      zh: '用于网页与 Node.js，支持所有层。导出为文件夹，可用 tf.loadGraphModel 加载，仅供预测。',
    },
    suffix: '-tfjs-graph',
  },
  onnx: {
    title: same('ONNX'),
    writes: '.onnx',
    purpose: {
      en: 'For running it anywhere: onnxruntime on servers, phones and in browsers, TensorRT, OpenVINO, OpenCV.',
      zh: '用于各种平台上的推理：服务器、手机与浏览器中的 onnxruntime，以及 TensorRT、OpenVINO、OpenCV。',
    },
    extension: 'onnx',
    suffix: '.onnx',
  },
  python: {
    title: { en: 'Python source', zh: 'Python 源代码' },
    writes: '.py',
    purpose: {
      en: 'The network as readable Keras code, in functions and loops, to read and to go on from. Without weights.',
      zh: '把网络写成可读的 Keras 代码（函数与循环），便于阅读和继续修改。不含权重。',
    },
    extension: 'py',
    suffix: '.py',
  },
  typescript: {
    title: { en: 'TypeScript source', zh: 'TypeScript 源代码' },
    writes: '.ts',
    purpose: {
      en: 'The network as readable TensorFlow.js code, for web pages and Node.js programs. Without weights.',
      zh: '把网络写成可读的 TensorFlow.js 代码，用于网页与 Node.js 程序。不含权重。',
    },
    extension: 'ts',
    suffix: '.ts',
  },
  card: {
    title: { en: 'Model card', zh: '模型卡' },
    writes: '.md + .svg',
    purpose: {
      en: 'For people: what the model is, how it was trained, how well it does and how to use it, as Markdown.',
      zh: '供人阅读：模型是什么、如何训练、效果如何、怎样使用，以 Markdown 写成。',
    },
    extension: 'md',
    suffix: '.md',
  },
}
