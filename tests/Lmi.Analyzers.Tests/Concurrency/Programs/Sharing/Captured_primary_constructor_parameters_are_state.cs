using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace A
{
    public class Book(List<string> lines, int start)
    {
        public void Add(string s)
        {
            {|LMI1001:lines.Add|}(s);
            {|LMI1002:start|} = start + 1;
        }
    }

    public class Function
    {
        readonly Book _book = new(new List<string>(), 0);
        public int Handle(string s, ILambdaContext c)
        {
            _book.Add(s);
            var own = new Book(new(), 1);
            own.Add(s);
            return 1;
        }
    }
}
