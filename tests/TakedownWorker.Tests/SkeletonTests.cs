namespace TakedownWorker.Tests;

public sealed class SkeletonTests
{
    [Fact]
    public void The_worker_assembly_is_named_as_the_executable() =>
        Assert.Equal("TakedownWorker", typeof(Program).Assembly.GetName().Name);
}
