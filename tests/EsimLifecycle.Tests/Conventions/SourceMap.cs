using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsimLifecycle.Tests;

/// <summary>Which file of the library uses which other, as the compiler sees it: a member counts for the file that declares it.</summary>
internal sealed class SourceMap
{
    private static readonly string Folder = Path.GetFullPath(
        typeof(SourceMap).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Sources").Value!);

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    private readonly Dictionary<string, Dictionary<string, string>> _uses = [];

    private SourceMap()
    {
        var trees = Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Name(file).StartsWith("obj/", StringComparison.Ordinal) && !Name(file).StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, file))
            .ToList();
        var usings = CSharpSyntaxTree.ParseText(
            string.Concat(new[] { "System", "System.Collections.Generic", "System.IO", "System.Linq", "NodaTime" }.Select(name => $"global using {name};")), Options);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("EsimLifecycle", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("sources", [.. trees, usings], references, new(OutputKind.DynamicallyLinkedLibrary));
        foreach (var tree in trees)
        {
            FirstTypes[Name(tree.FilePath)] = tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().First().Identifier.Text;
            _uses[Name(tree.FilePath)] = UsesOf(tree, compilation.GetSemanticModel(tree));
        }
    }

    public static SourceMap Core { get; } = new();

    /// <summary>Every file, with the name of the first type in it.</summary>
    public SortedDictionary<string, string> FirstTypes { get; } = new(StringComparer.Ordinal);

    /// <summary>Every use of one file by another, with the first place where it happens.</summary>
    public IEnumerable<(string From, string To, string Where)> Uses =>
        _uses.SelectMany(file => file.Value.Select(use => (file.Key, use.Key, use.Value)));

    /// <summary>The files that use each other in circles, the largest circle first (Tarjan's strongly connected components).</summary>
    public List<List<string>> Circles()
    {
        var (index, low, path, circles) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new List<string>(), new List<List<string>>());
        foreach (var file in _uses.Keys.Where(file => !index.ContainsKey(file)))
            Visit(file);
        return [.. circles.Where(circle => circle.Count > 1).OrderByDescending(circle => circle.Count)];

        void Visit(string file)
        {
            index[file] = low[file] = index.Count;
            path.Add(file);
            foreach (var other in _uses[file].Keys)
            {
                if (!index.ContainsKey(other))
                    Visit(other);
                if (path.Contains(other))
                    low[file] = Math.Min(low[file], low[other]);
            }

            if (low[file] != index[file])
                return;
            var first = path.IndexOf(file);
            circles.Add(path[first..]);
            path.RemoveRange(first, path.Count - first);
        }
    }

    private static string Name(string file) => Path.GetRelativePath(Folder, file).Replace('\\', '/');

    private static Dictionary<string, string> UsesOf(SyntaxTree tree, SemanticModel model)
    {
        var uses = new Dictionary<string, string>();
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            var symbol = node switch
            {
                SimpleNameSyntax name => model.GetSymbolInfo(name).Symbol ?? model.GetSymbolInfo(name).CandidateSymbols.FirstOrDefault(),
                BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type,
                _ => null,
            };
            if (symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol
                && FileOf(symbol) is { } file && file != Name(tree.FilePath))
            {
                uses.TryAdd(file, $"{symbol.Name}, line {node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
            }
        }

        return uses;
    }

    private static string? FileOf(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (symbol is IMethodSymbol { ReducedFrom: { } reduced })
            symbol = reduced;
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor })
            symbol = symbol.ContainingType;
        var files = symbol.Locations.Where(place => place.IsInSource).Select(place => Name(place.SourceTree!.FilePath)).Distinct().Order().ToList();
        return files.Find(file => Path.GetFileNameWithoutExtension(file) == symbol.Name) ?? files.FirstOrDefault()
            ?? (symbol.IsImplicitlyDeclared && symbol.ContainingType is { } type ? FileOf(type) : null);
    }
}
