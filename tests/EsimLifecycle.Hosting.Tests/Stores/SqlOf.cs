namespace EsimLifecycle.Hosting.Tests;

/// <summary>The statements of a store.</summary>
internal static class SqlOf
{
    public static IEnumerable<(string Name, string Sql)> All(Type store) =>
        from field in store.Assembly.GetType("EsimLifecycle.Hosting.Sql", throwOnError: true)!.GetFields()
        select (field.Name, (string)field.GetRawConstantValue()!);
}
