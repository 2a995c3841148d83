using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>
/// Carries an expected failure out of the callbacks of the HTTP library, which know only exceptions; it never leaves
/// this folder. Its message names no host and no address.
/// </summary>
internal sealed class LookStoppedException : Exception
{
    public LookStoppedException(LookFailure failure, Exception? inner = null)
        : base("the look was stopped: " + failure, inner) => Failure = failure;

    public LookFailure Failure { get; }
}
