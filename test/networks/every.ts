/** Whether every variant is looked at in every format, however long that takes: `npm run test:networks`. */
export const every = process.env.LAYERLOOM_EVERY_NETWORK !== undefined

/** Whether networks are as wide as they are, which takes hours and most of 24 GB: `npm run test:networks -- --wide`. */
export const wide = process.env.LAYERLOOM_WIDE_NETWORKS !== undefined
