using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.Memory.Lmi3002HeavyResourcePerThreadOrInvocationCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.Memory;

/// <summary>How one object for each thread becomes a bounded pool, where it serves one caller at a time.</summary>
public sealed class Lmi3002BoundedPoolCodeFixTests
{
    [Fact]
    public Task Two_methods_take_from_one_pool() => Fix.RepairsWithStandInsAsync(
        Function("""
                // Reads text.
                private static readonly ThreadLocal<TesseractEngine> {|LMI3002:Engine|} = new(() => new TesseractEngine("/opt/tessdata", "eng"));

                public string Handle(string input, ILambdaContext context)
                {
                    var image = input.Trim();

                    // The text.
                    using var page = Engine.Value!.Process(image);
                    if (page.Text.Length == 0)
                    {
                        return ""; // nothing
                    }

                    return page.Text;
                }

                public async Task<string> SecondAsync(string input, ILambdaContext context)
                {
                    var engine = Engine.Value!;
                    await Task.Yield();
                    return engine.Read(input);
                }
            """),
        Function("""
                // Reads text.
                private static readonly ConcurrentBag<TesseractEngine> EnginePool = new();
                private static readonly SemaphoreSlim EngineSlots = new(Environment.ProcessorCount);

                public string Handle(string input, ILambdaContext context)
                {
                    var image = input.Trim();

                    // The text.
                    EngineSlots.Wait();
                    TesseractEngine? engine = null;
                    try
                    {
                        if (!EnginePool.TryTake(out engine))
                        {
                            engine = new TesseractEngine("/opt/tessdata", "eng");
                        }

                        using var page = engine.Process(image);
                        if (page.Text.Length == 0)
                        {
                            return ""; // nothing
                        }

                        return page.Text;
                    }
                    finally
                    {
                        if (engine != null)
                        {
                            EnginePool.Add(engine);
                        }

                        EngineSlots.Release();
                    }
                }

                public async Task<string> SecondAsync(string input, ILambdaContext context)
                {
                    await EngineSlots.WaitAsync();
                    TesseractEngine? engine = null;
                    try
                    {
                        if (!EnginePool.TryTake(out engine))
                        {
                            engine = new TesseractEngine("/opt/tessdata", "eng");
                        }

                        await Task.Yield();
                        return engine.Read(input);
                    }
                    finally
                    {
                        if (engine != null)
                        {
                            EnginePool.Add(engine);
                        }

                        EngineSlots.Release();
                    }
                }
            """, "using System.Collections.Concurrent;\n"));

    [Theory]
    [InlineData("[ThreadStatic] private static TesseractEngine? {|LMI3002:t_engine|};", "t_engine ??= Open(); return t_engine.Read(input);", "s_engine", "return engine.Read(input);", "static ")]
    [InlineData("[ThreadStatic] private static TesseractEngine? {|LMI3002:t_engine|};", "if (t_engine is null) { t_engine = Open(); } return t_engine.Read(input);", "s_engine", "return engine.Read(input);", "static ")]
    [InlineData("[ThreadStatic] private static TesseractEngine? {|LMI3002:t_engine|};", "return (t_engine ??= Open()).Read(input);", "s_engine", "return engine.Read(input);", "static ")]
    [InlineData("private readonly AsyncLocal<TesseractEngine?> {|LMI3002:_engine|} = new();", "var own = _engine.Value ??= Open(); return own.Read(input);", "_engine", "return own.Read(input);", "", "own")]
    [InlineData("private readonly ThreadLocal<TesseractEngine> {|LMI3002:_engine|} = new ThreadLocal<TesseractEngine>(Open, trackAllValues: false);", "return this._engine.Value!.Read(input);", "_engine", "return engine.Read(input);", "")]
    public Task Each_way_to_fill_it(string field, string body, string name, string rest, string modifier, string local = "engine") => Fix.RepairsWithStandInsAsync(
        Function($"    {field}\n\n    public string Handle(string input, ILambdaContext context)\n    {{\n        {body.Replace("; ", ";\n        ", System.StringComparison.Ordinal).Replace("}", "}\n        ", System.StringComparison.Ordinal).Replace(";\n        }", "; }", System.StringComparison.Ordinal).Replace(" \n", "\n", System.StringComparison.Ordinal).Replace("\n         return", "\n        return", System.StringComparison.Ordinal)}\n    }}\n\n    private static TesseractEngine Open() => new(\"d\", \"eng\");"),
        Function($$"""
                private {{modifier}}readonly ConcurrentBag<TesseractEngine> {{name}}Pool = new();
                private {{modifier}}readonly SemaphoreSlim {{name}}Slots = new(Environment.ProcessorCount);

                public string Handle(string input, ILambdaContext context)
                {
                    {{name}}Slots.Wait();
                    TesseractEngine? {{local}} = null;
                    try
                    {
                        if (!{{name}}Pool.TryTake(out {{local}}))
                        {
                            {{local}} = Open();
                        }

                        {{rest}}
                    }
                    finally
                    {
                        if ({{local}} != null)
                        {
                            {{name}}Pool.Add({{local}});
                        }

                        {{name}}Slots.Release();
                    }
                }

                private static TesseractEngine Open() => new("d", "eng");
            """, "using System.Collections.Concurrent;\n"));

    /// <summary>An arrow for a body, nothing nullable, an old language, and no <c>using</c> for what the pool is made of.</summary>
    [Fact]
    public Task Older_code() => Fix.RepairsWithStandInsAsync(
        """
        namespace Old
        {
            public partial class Function
            {
                private static readonly System.Threading.ThreadLocal<Tesseract.TesseractEngine> {|LMI3002:engine|} = new System.Threading.ThreadLocal<Tesseract.TesseractEngine>(() => new Tesseract.TesseractEngine("d", "eng"));
            }

            public partial class Function
            {
                public string Handle(string input, Amazon.Lambda.Core.ILambdaContext context) => engine.Value.Read(input);
            }
        }
        """,
        """
        using System;
        using System.Collections.Concurrent;
        using System.Threading;

        namespace Old
        {
            public partial class Function
            {
                private static readonly ConcurrentBag<Tesseract.TesseractEngine> enginePool = new ConcurrentBag<Tesseract.TesseractEngine>();
                private static readonly SemaphoreSlim engineSlots = new SemaphoreSlim(Environment.ProcessorCount);
            }

            public partial class Function
            {
                public string Handle(string input, Amazon.Lambda.Core.ILambdaContext context)
                {
                    engineSlots.Wait();
                    Tesseract.TesseractEngine currentEngine = null;
                    try
                    {
                        if (!enginePool.TryTake(out currentEngine))
                        {
                            currentEngine = new Tesseract.TesseractEngine("d", "eng");
                        }

                        return currentEngine.Read(input);
                    }
                    finally
                    {
                        if (currentEngine != null)
                        {
                            enginePool.Add(currentEngine);
                        }

                        engineSlots.Release();
                    }
                }
            }
        }
        """,
        NullableContextOptions.Disable, language: LanguageVersion.CSharp8);

    [Theory]
    [InlineData("it is returned", "public TesseractEngine Get() => Engine.Value!;")]
    [InlineData("what it made is returned", "public Page Get() => Engine.Value!.Process(\"\");")]
    [InlineData("it is passed on", "public int Get() => Length(Engine.Value!); private static int Length(TesseractEngine e) => e.Version.Length;")]
    [InlineData("a lambda keeps it", "public Func<string> Get() => () => Engine.Value!.Version;")]
    [InlineData("an iterator keeps it", "public IEnumerable<string> Get() { yield return Engine.Value!.Version; }")]
    [InlineData("a task goes on without it", "public Task<string> Get() => Task.Run(() => Engine.Value!.Version);")]
    [InlineData("it is disposed", "public void End() => Engine.Value!.Dispose();")]
    [InlineData("all are asked for", "public int Get() => Engine.Values.Count;")]
    [InlineData("a user calls a user", "public string Get() => Engine.Value!.Version + Handle(\"\", null!);")]
    [InlineData("a caller holds a lock", "private readonly object _gate = new(); public string Get() { lock (_gate) { return Handle(\"\", null!); } }")]
    [InlineData("a user waits for another", "private readonly SemaphoreSlim _gate = new(1); public string Get() { _gate.Wait(); try { return Engine.Value!.Version; } finally { _gate.Release(); } }")]
    [InlineData("a local is assigned", "public string Get() { var e = Engine.Value!; e = new TesseractEngine(\"x\", \"y\"); return e.Version; }")]
    public Task Not_offered_where(string why, string members)
    {
        Assert.NotEmpty(why);
        return Fix.OffersWithStandInsAsync(Function("    private static readonly ThreadLocal<TesseractEngine> Engine = new(() => new TesseractEngine(\"d\", \"eng\"), true);\n    public string Handle(string input, ILambdaContext context) => Engine.Value!.Read(input);\n    " + members));
    }

    /// <summary>What is made from data of the invocation is another one each time.</summary>
    [Theory]
    [InlineData("t_engine ??= new TesseractEngine(\"d\", input); return t_engine.Read(input);")]
    [InlineData("if (input.Length > 3) { t_engine ??= Open(); } return t_engine!.Read(input);")]
    [InlineData("t_engine ??= Open(); var text = t_engine.Read(input); t_engine = null; return text;")]
    public Task Not_offered_for_what_differs(string body) => Fix.OffersWithStandInsAsync(Function(
        $"    [ThreadStatic] private static TesseractEngine? t_engine;\n    public string Handle(string input, ILambdaContext context) {{ {body} }}\n    private static TesseractEngine Open() => new(\"d\", \"eng\");"));

    private static string Function(string members, string usings = "") => $$"""
        using System;
        {{usings}}using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Tesseract;

        public class Function
        {
        {{members}}
        }
        """;
}
