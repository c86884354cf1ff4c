using System.Collections.Generic;
using Amazon.Lambda.Core;
using System.Threading.Tasks;

namespace A
{
    public static class Ctx
    {
        public static ILambdaContext? Current { get; set; }

        public static string RequestId = "";
        public static string Fn = "";
    }

    public class Repo
    {
        string _tenant = "";
        public void Use(string t)
        {
            {|LMI1006:_tenant|} = t;
        }

        public string Q() => _tenant;
    }

    public class Function
    {
        readonly Repo _r = new();
        string? _user;
        readonly List<string> _errors = new();
        public async Task<string> Handle(string e, ILambdaContext c)
        {
            {|LMI1006:Ctx.Current|} = c;
            {|LMI1006:Ctx.RequestId|} = c.AwsRequestId;
            {|LMI1002:Ctx.Fn|} = c.FunctionName;
            {|LMI1006:_user|} ??= e;
            _r.Use(e.Trim());
            {|LMI1006:_errors.Clear|}();
            _errors.Add(e);
            await Task.Yield();
            var mine = new Repo();
            mine.Use(e);
            return _r.Q();
        }
    }
}
