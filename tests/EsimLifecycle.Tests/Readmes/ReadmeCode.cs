using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsimLifecycle.Tests;

/// <summary>
/// The C# blocks of every README, compiled as they stand: each is the body of a method of a class that derives from <see cref="Example"/>, with the public API alone. A block
/// that begins with its usings is a program, and has those alone.
/// </summary>
internal static class ReadmeCode
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.None);

    /// <summary>What a console project has without asking for it.</summary>
    private static readonly string[] ImplicitUsings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    /// <summary>What a web project has besides.</summary>
    private static readonly string[] WebUsings =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private static readonly string[] OurUsings =
        ["System.Globalization", "EsimLifecycle", "EsimLifecycle.Interop", "EsimLifecycle.Hosting", "Microsoft.Extensions.DependencyInjection", "NodaTime"];

    /// <summary>The block whose local functions every other block may use that is no program.</summary>
    public const string Everywhere = "every example";

    private static readonly Lazy<(Assembly Assembly, ILookup<string, string> Faults)> Compiled = new(Compile);

    /// <summary>What the compiler says against the blocks of a README.</summary>
    public static IEnumerable<string> Faults(Readme readme) => Compiled.Value.Faults[readme.Path];

    /// <summary>The example with the block as what it runs, and all else as <paramref name="before"/> has it.</summary>
    public static Example Of(Readme readme, ReadmeBlock block, Example before)
    {
        var example = (Example)Activator.CreateInstance(Compiled.Value.Assembly.GetType(ClassOf(readme, block), throwOnError: true)!)!;
        foreach (var field in typeof(Example).GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            field.SetValue(example, field.GetValue(before));
        return example;
    }

    private static (Assembly Assembly, ILookup<string, string> Faults) Compile()
    {
        var trees = (from readme in Readme.All
                     from block in readme.Blocks
                     where block.Language == "csharp"
                     select (readme.Path, Tree: CSharpSyntaxTree.ParseText(Source(readme, block), Options, readme.FullPath, Encoding.UTF8))).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "EsimLifecycle.Readmes", trees.Select(each => each.Tree), references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error).ToList();
        using var image = new MemoryStream();
        var emitted = compilation.RemoveSyntaxTrees(errors.Select(fault => fault.Location.SourceTree).OfType<SyntaxTree>().Distinct()).Emit(image);
        if (!emitted.Success)
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics));
        return (Assembly.Load(image.ToArray()), errors.ToLookup(
            fault => trees.Find(each => each.Tree == fault.Location.SourceTree).Path ?? "",
            fault => $"{fault.Location.GetMappedLineSpan()}: {fault.Id} {fault.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
    }

    private static string Source(Readme readme, ReadmeBlock block)
    {
        var unit = Parse(block);
        var isProgram = unit.Usings.Count > 0;
        var usings = new StringBuilder();
        foreach (var name in ImplicitUsings.Concat(block.Given == "a web app" ? WebUsings : []).Concat(isProgram ? [] : OurUsings))
            usings.Append("using ").Append(name).Append(";\n");
        foreach (var each in unit.Usings)
            usings.Append(each.ToFullString());

        // The members that the block declares stand beside the method, in order; everything keeps its line.
        var (body, members) = (new StringBuilder(), new StringBuilder());
        foreach (var member in unit.Members)
            (member is GlobalStatementSyntax ? body : members).Append(Lined(readme, block, member));
        if (!isProgram && block.Given != Everywhere)
            body.Append("#line hidden\n").Append(Prelude);
        return $$"""
            {{usings}}
            public sealed class {{ClassOf(readme, block)}} : EsimLifecycle.Tests.Example
            {
                public override async System.Threading.Tasks.Task Run()
                {
            #pragma warning disable
            {{body}}
            #line hidden
                    await System.Threading.Tasks.Task.CompletedTask;
                }
            {{members}}
            }
            """.ReplaceLineEndings("\n");
    }

    private static string Prelude { get; } = string.Concat(
        from readme in Readme.All
        from block in readme.Blocks
        where block is { Language: "csharp", Given: Everywhere }
        from member in Parse(block).Members
        where member is GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax }
        select member.ToFullString());

    private static CompilationUnitSyntax Parse(ReadmeBlock block) => CSharpSyntaxTree.ParseText(block.Content, Options).GetCompilationUnitRoot();

    private static string Lined(Readme readme, ReadmeBlock block, MemberDeclarationSyntax member) =>
        $"#line {block.Line + member.SyntaxTree.GetLineSpan(member.FullSpan).StartLinePosition.Line} \"{readme.Path}\"\n{member.ToFullString().TrimEnd()}\n";

    private static string ClassOf(Readme readme, ReadmeBlock block) =>
        $"{string.Concat(readme.Path.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'))}_{block.Line}";
}
