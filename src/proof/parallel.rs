//! Work spread over all cores.

/// The results for all of `0..count`, or the failure with the least number, whichever core comes to it first.
pub(super) fn in_parallel<T: Send>(
    count: usize,
    result: impl Fn(usize) -> Result<T, String> + Sync,
) -> Result<Vec<T>, String> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = count.div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let part = |core: usize| (core * share).min(count)..((core + 1) * share).min(count);
        let result = &result;
        let workers: Vec<_> =
            (0..cores).map(|core| scope.spawn(move || part(core).map(result).collect::<Result<Vec<T>, _>>())).collect();
        let mut all = Vec::with_capacity(count);
        for worker in workers {
            // A panic in the engine is passed on as it is.
            all.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(all)
    })
}
