using EsimLifecycle.Hosting.Conformance;

namespace EsimLifecycle.Hosting.Tests;

public sealed class MemoryStoreTests
{
    public static TheoryData<string> Cases => [.. StoreConformance.Cases];

    [Theory, MemberData(nameof(Cases))]
    public Task It_conforms(string name)
    {
        var store = new MemoryStore();
        return StoreConformance.RunAsync(name, _ => new(store), TestContext.Current.CancellationToken);
    }
}
