namespace EsimLifecycle;

/// <summary>What a converter reads, for <c>expected …</c>.</summary>
internal interface IJsonExpectation
{
    string Expected { get; }
}
