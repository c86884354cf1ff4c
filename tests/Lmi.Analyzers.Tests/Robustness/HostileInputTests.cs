using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Robustness;

/// <summary>No input makes a rule throw, and every input gets the same answer twice. <see cref="Verify.FullAsync"/> asserts the first.</summary>
public class HostileInputTests
{
    private const string Handler = "using Amazon.Lambda.Core; public class Function { static int s_n; public int Handle(string input, ILambdaContext context) { ";

    [Theory]
    [InlineData(Handler)]
    [InlineData(Handler + "s_n++; lock (")]
    [InlineData(Handler + "s_n = new Missing<int>(s_n, => ).Value ??= s_n; return 1; } }")]
    [InlineData("class A : B { } class B : A { int _n; void M(string s, Amazon.Lambda.Core.ILambdaContext c) => _n++; }")]
    [InlineData("interface I : I { } struct S { S _s; void M(string s, Amazon.Lambda.Core.ILambdaContext c) { _s._s = this; } }")]
    [InlineData(Handler + "A(); return 1; } void A() => B(); void B() { s_n++; A(); B(); } }")]
    [InlineData("using Amazon.Lambda.Core; class F { object _o; public void H(string s, ILambdaContext c) { _o = _o; _o = G(_o); } object G(object x) => G(G(x)); }")]
    [InlineData("using Amazon.Lambda.Core; class F { System.Func<object> _f; public void H(string s, ILambdaContext c) { _f = () => _f(); _f(); } }")]
    public Task Code_with_errors_and_cycles(string code) => Hostile.SameTwiceAsync(code);

    /// <summary>Whether a lock is shared depends on who calls, and who calls on whether that lock is shared.</summary>
    [Fact]
    public Task Locks_that_depend_on_each_other() => Hostile.SameTwiceAsync("""
        using Amazon.Lambda.Core;

        public class Worker
        {
            private static int s_n;
            private readonly object _gate = new();
            public Worker? Next;

            public void Outer()
            {
                lock (_gate)
                {
                    Inner(this);
                }
            }

            public static void Inner(Worker worker)
            {
                s_n++;
                lock (worker._gate)
                {
                    worker.Outer();
                    worker.Next!.Outer();
                }
            }
        }

        public class Function
        {
            public void Handle(string input, ILambdaContext context)
            {
                var worker = new Worker();
                worker.Next = new Worker();
                worker.Outer();
            }
        }
        """);

    [Fact]
    public async Task A_call_graph_with_ten_thousand_callers()
    {
        // All of them lead to one write, and a thousand of them to each other as well.
        var code = new StringBuilder("using Amazon.Lambda.Core; public class Function { static int s_n; public int Handle(string input, ILambdaContext context) { M9999(); return 1; } static void Write() => s_n++;\n");
        for (var i = 0; i < 10_000; i++)
        {
            code.Append($"static void M{i}() {{ Write(); {(i < 1_000 ? $"s_n = {i}; M{i + 1}(); M{i / 2}();" : "")} }}\n");
        }

        await Hostile.SameTwiceAsync(code.Append('}').ToString());
    }

    [Fact]
    public async Task Deep_expressions()
    {
        await Hostile.SameTwiceAsync(Handler + "var text = input" + string.Concat(Enumerable.Repeat(" + input", 800)) + "; s_n = text.Length; return 1; } }");
    }

    /// <summary>A thousand levels of each way to nest code. Where the compiler itself gives up, it says so; its own time for functions in functions grows with the square of their depth.</summary>
    [Theory]
    [InlineData("{ ", "s_n++;", " }")]
    [InlineData("if (s_n > 0) { ", "s_n++;", " }")]
    [InlineData("lock (this) { ", "s_n++;", " }")]
    [InlineData("try { ", "s_n++;", " } finally { }")]
    [InlineData("System.Action f = () => { ", "s_n++;", " };", 200)]
    [InlineData("void M() { ", "s_n++;", " }", 200)]
    [InlineData("s_n += (", "1", ")")]
    [InlineData("s_n += int.Parse(", "input", ")")]
    public Task Deep_nesting(string open, string inside, string close, int levels = 1_000) =>
        Hostile.SameTwiceAsync(Handler + string.Concat(Enumerable.Repeat(open, levels)) + inside + string.Concat(Enumerable.Repeat(close, levels)) + "; return 1; } }");

    /// <summary>Who locks what is compared for each write, but not each write with each other one: that took minutes.</summary>
    [Fact(Timeout = 120_000)]
    public Task Many_functions_that_lock() =>
        Hostile.SameTwiceAsync(Handler + string.Concat(Enumerable.Range(0, 1_000).Select(static i => $"System.Action f{i} = () => {{ lock (s_g) {{ s_n++; s_d[{i}] = {i}; }} s_n += {i}; }}; ")) + "return 1; } static readonly object s_g = new(); static readonly System.Collections.Generic.Dictionary<int, int> s_d = new(); }");

    [Theory]
    [InlineData("class C{0} {{ static int s_n{0}; ", "public void H(string s, Amazon.Lambda.Core.ILambdaContext c) => s_n1++;", " }")]
    [InlineData("namespace N{0} {{ ", "class F {{ static int s_n; public void H(string s, Amazon.Lambda.Core.ILambdaContext c) => s_n++; }}", " }")]
    public Task Deep_declarations(string open, string inside, string close) =>
        Hostile.SameTwiceAsync(string.Concat(Enumerable.Range(0, 200).Select(i => string.Format(open, i))) + inside.Replace("{{", "{").Replace("}}", "}") + string.Concat(Enumerable.Repeat(close, 200)));

    /// <summary>A value handed on by a thousand assignments, calls or fields: too far is unknown, and unknown is silent.</summary>
    [Fact]
    public async Task Long_chains()
    {
        var locals = string.Concat(Enumerable.Range(1, 1_000).Select(static i => $"var v{i} = v{i - 1}; "));
        var calls = string.Concat(Enumerable.Range(0, 1_000).Select(static i => $"static System.Collections.Generic.List<int> M{i}() => M{i + 1}(); "));
        var types = string.Concat(Enumerable.Range(0, 1_000).Select(static i => $"class B{i + 1} : B{i} {{ public B{i + 1} Next{i} = new(); }} "));
        await Hostile.SameTwiceAsync(Handler + $"var v0 = M0(); {locals} v1000.Add(1); return 1; }} {calls} static System.Collections.Generic.List<int> s_l = new(); static System.Collections.Generic.List<int> M1000() => s_l; }}");
        await Hostile.SameTwiceAsync(Handler + $"s_b.Next0.Next1.Next2.Next3.N++; return 1; }} static B1000 s_b = new(); }} class B0 {{ public int N; }} {types}");
    }

    [Theory]
    [InlineData("class A<T> : A<A<T>> { } class F : A<F> { static int s_n; public void H(string s, Amazon.Lambda.Core.ILambdaContext c) => s_n++; }")]
    [InlineData("class A : B { int _n = s_n++; static int s_n; } class B : A { } class C : B { } class F { void M(string s, Amazon.Lambda.Core.ILambdaContext c) { new C(); new A(); } }")]
    [InlineData("class A<T> : B<A<T>> { static int s_n; public A() => s_n++; } class B<T> : A<B<T>> { } class F { void M(string s, Amazon.Lambda.Core.ILambdaContext c) => new B<int>(); }")]
    [InlineData("class F : F.G { public class G : F { int _n; void M(string s, Amazon.Lambda.Core.ILambdaContext c) => _n++; } }")]
    [InlineData("interface I : J { } interface J : I { void H(string s, Amazon.Lambda.Core.ILambdaContext c); } class F : I { int _n; public void H(string s, Amazon.Lambda.Core.ILambdaContext c) => _n++; }")]
    [InlineData("class A { public A B => B; static A s_a = s_a; void M(string s, Amazon.Lambda.Core.ILambdaContext c) { s_a.B.B.B = s_a; } }")]
    [InlineData("record R(R R) : R(R); class F { R _r; void M(string s, Amazon.Lambda.Core.ILambdaContext c) { _r = _r with { R = _r }; } }")]
    public Task Cycles_of_types(string code) => Hostile.SameTwiceAsync(code);

    /// <summary>The compiler has no operation for such code, and throws.</summary>
    [Fact]
    public Task A_text_that_is_assigned_to() => Hostile.SameTwiceAsync("""
        class F { string _last; void M(string s, Amazon.Lambda.Core.ILambdaContext c) { var last = ""; => $"{s} {s!.Length s!.Length} {_last}" = c.AwsRequestId; _last = s; } }
        """);

    /// <summary>Not even <c>System.Object</c>: as a project looks before its packages are restored.</summary>
    [Fact]
    public async Task Missing_references()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Tests", "Concurrency", "Programs"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var compilation = await Hostile.CompileAsync(File.ReadAllText(file));
            foreach (var some in new[] { [], compilation.References.Where(static r => r != Verify.StandIns), [Verify.StandIns] })
            {
                var partial = compilation.WithReferences(some);
                Assert.Equal((await Verify.FullAsync(partial)).Select(static d => d.ToString()), (await Verify.FullAsync(Hostile.Copy(partial))).Select(static d => d.ToString()));
            }
        }
    }

    [Fact]
    public async Task Cancellation_at_any_point_leaves_nothing_behind()
    {
        var compilation = await Hostile.CompileAsync(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Lmi.Analyzers.Tests", "Concurrency", "Programs", "Guards", "Every_kind_of_lock.cs")));
        var expected = (await Verify.FullAsync(Hostile.Copy(compilation))).Select(static d => d.ToString()).ToList();
        for (var delay = 0; delay < 40; delay += 2)
        {
            await Hostile.AssertUnchangedByCancellationAsync(Hostile.Copy(compilation), TimeSpan.FromMilliseconds(delay), expected);
        }
    }
}
